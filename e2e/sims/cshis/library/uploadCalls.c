/* The data centre's end of csUploadData: keeps the file, and acknowledges what it has received. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "device.h"

static long keep(const char *path) {
  FILE *from = fopen(path, "rb");
  if (from == NULL) return -1;
  char name[64];
  snprintf(name, sizeof name, "upload-%d.xml", ++memory->uploads);
  FILE *to = fopen(sim_path(name), "wb");
  char block[4096];
  long size = 0;
  for (size_t count = fread(block, 1, sizeof block, from); count > 0; count = fread(block, 1, sizeof block, from)) {
    size += (long)count;
    if (to == NULL || fwrite(block, 1, count, to) != count) abort();
  }
  fclose(from);
  if (to != NULL) fclose(to);
  return size;
}

/* yyyyMMddHHmmss, as the acknowledgement has it. */
static void put_centre_time(char *at) {
  char moment[MOMENT + 1];
  now_moment(moment, 0);
  char year[4] = "";
  memcpy(year, moment, 3);
  char text[16];
  snprintf(text, sizeof text, "%04d", atoi(year) + 1911);
  memcpy(at, text, 4);
  memcpy(at + 4, moment + 3, 10);
}

int EXPORTED csUploadData(char *path, char *size, char *records, char *buffer, short *length) {
  const int trouble = begin_call("csUploadData");
  if (trouble != DONE) return trouble;
  int status = need_sam();
  if (status == DONE) status = need_network();
  if (status == DONE && (path == NULL || size == NULL || records == NULL)) status = BAD_PARAMETER;
  if (status == DONE) {
    const long received = keep(path);
    if (received < 0) status = FILE_MISSING;
    else if (received != atol(size)) status = TRANSFER_FAILED;
  }
  if (status == DONE) {
    char data[50];
    put(data, CARD_NUMBER, sam_id);
    put(data + 12, HOSPITAL, hospital_id);
    put_centre_time(data + 22);
    put_centre_time(data + 36);
    status = give(buffer, length, data, sizeof data);
  }
  return end_call("csUploadData", status);
}
