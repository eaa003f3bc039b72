/* Fields as the official layouts have them: left-justified, padded with spaces, no NUL at the end. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "device.h"

void put_bytes(char *at, size_t width, const char *bytes, size_t count) {
  memset(at, ' ', width);
  memcpy(at, bytes, count < width ? count : width);
}

void put(char *at, size_t width, const char *text) { put_bytes(at, width, text, strlen(text)); }

void put_number(char *at, size_t width, long value) {
  char text[24];
  snprintf(text, sizeof text, "%ld", value);
  put(at, width, text);
}

/* Capacity goes in, length comes out; too small a buffer is left untouched and the length says what it would have taken. */
int room(short *length, size_t needed) {
  if (length == NULL) return BAD_PARAMETER;
  const size_t capacity = *length < 0 ? 0 : (size_t)*length;
  *length = (short)needed;
  return capacity < needed ? BAD_PARAMETER : DONE;
}

int give(char *buffer, short *length, const char *bytes, size_t count) {
  if (buffer == NULL) return BAD_PARAMETER;
  const size_t capacity = length == NULL || *length < 0 ? 0 : (size_t)*length;
  if (spoil(buffer, capacity, length)) return DONE;
  const int status = room(length, count);
  if (status != DONE) return status;
  memcpy(buffer, bytes, count);
  mutate(buffer, count);
  return DONE;
}

/* The reader's clock: ROC year, Taipei time. */
void now_moment(char moment[MOMENT + 1], int seconds_later) {
  const time_t taipei = time(NULL) + 8 * 3600 + desk.clock_ahead + seconds_later;
  struct tm at;
  gmtime_r(&taipei, &at);
  char text[64];
  snprintf(text, sizeof text, "%03d%02d%02d%02d%02d%02d", at.tm_year + 1900 - 1911, at.tm_mon + 1, at.tm_mday, at.tm_hour,
           at.tm_min, at.tm_sec);
  memcpy(moment, text, MOMENT);
  moment[MOMENT] = 0;
}
