/* The border of every call: what is told to go wrong happens here, before or after the call is carried out. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "device.h"

static const char *current = "";

static struct fault *fault_of(const char *function, int after) {
  for (int at = 0; at < desk.faults; at += 1) {
    struct fault *fault = &desk.fault[at];
    const int is_meant = strcmp(fault->function, function) == 0 || strcmp(fault->function, "*") == 0;
    const int is_known = fault->id > 0 && fault->id < MOST_FAULT_IDS;
    if (is_meant && is_known && fault->after == after && !memory->faults_done[fault->id]) return fault;
  }
  return NULL;
}

static void sleep_ms(int ms) { usleep((useconds_t)ms * 1000); }

/* Gives the status to answer with instead, or DONE. A crash and a hang don't come back. */
static int happen(const char *function, int after) {
  struct fault *fault = fault_of(function, after);
  if (fault == NULL || strcmp(fault->kind, "overrun") == 0 || strcmp(fault->kind, "length") == 0) return DONE;
  memory->faults_done[fault->id] = 1;
  if (strcmp(fault->kind, "crash") == 0) raise(SIGSEGV);
  if (strcmp(fault->kind, "hang") == 0)
    for (;;) pause();
  if (strcmp(fault->kind, "delay") == 0) sleep_ms(fault->number);
  return strcmp(fault->kind, "code") == 0 ? fault->number : DONE;
}

int begin_call(const char *function) {
  current = function;
  read_desk();
  log_call(function, "begins");
  const int status = happen(function, 0);
  if (status != DONE) log_call(function, "ends");
  return status;
}

static unsigned int noise(void) {
  static unsigned int seeded_with;
  static unsigned int state;
  if (seeded_with != desk.noise) state = seeded_with = desk.noise;
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

int end_call(const char *function, int status) {
  const int other = happen(function, 1);
  log_call(function, "ends");
  if (other != DONE) return other;
  return desk.noise != 0 && noise() % 4 == 0 ? (int)(noise() % 10000) : status;
}

/* What a defective library does with a buffer: random bytes and lengths, bytes past its end, a length that is not its own. */
int spoil(char *buffer, size_t capacity, short *length) {
  struct fault *fault = fault_of(current, 0);
  if (fault != NULL && strcmp(fault->kind, "overrun") == 0) {
    memory->faults_done[fault->id] = 1;
    memset(buffer + capacity, '!', (size_t)fault->number);
  }
  if (fault != NULL && strcmp(fault->kind, "length") == 0 && length != NULL) {
    memory->faults_done[fault->id] = 1;
    *length = (short)fault->number;
    return 1;
  }
  if (desk.noise == 0 || noise() % 2) return 0;
  const int is_printable = noise() % 2;
  for (size_t at = 0; at < capacity; at += 1)
    buffer[at] = is_printable ? "0123456789AVEX 7"[noise() % 16] : (char)(noise() % 256);
  if (length != NULL && noise() % 4 == 0) *length = (short)(noise() % 65536);
  return 1;
}

/* A few bytes of a right answer that have turned wrong on the way. */
void mutate(char *bytes, size_t count) {
  if (desk.noise == 0 || count == 0) return;
  for (unsigned int times = noise() % 4; times > 0; times -= 1) bytes[noise() % count] = (char)(noise() % 256);
}
