/* What the clinic writes onto the card, and the packing of long diagnosis codes into the card's five characters. */
#include <stdio.h>
#include <string.h>

#include "device.h"

static struct visit *visit_to_write(const char *moment, const char *national_id, const char *birth_date, int *status) {
  *status = need_card();
  if (*status == DONE) *status = need_same_person(national_id, birth_date);
  if (*status != DONE) return NULL;
  struct chip *chip = chip_in();
  for (int at = 0; moment != NULL && at < chip->visits_taken; at += 1)
    if (strncmp(chip->visits[at].moment, moment, MOMENT) == 0 && !chip->visits[at].undone) return &chip->visits[at];
  *status = NO_SUCH_VISIT;
  return NULL;
}

static void write_codes(struct visit *visit, const char *data) {
  visit->after_check = data[0];
  memcpy(visit->diagnoses, data + 1, sizeof visit->diagnoses);
  visit->codes_written = 1;
}

static void write_fees(struct visit *visit, const char *data) {
  memcpy(visit->fees, data, FEES);
  visit->fees_written = 1;
}

static void give_doctor(char *doctor) {
  if (doctor == NULL) return;
  put(doctor, 11, professional_in() == NULL ? "" : professional_in()->national_id);
}

int EXPORTED hisWriteTreatmentCode(char *moment, char *national_id, char *birth_date, char *data, char *doctor) {
  const int trouble = begin_call("hisWriteTreatmentCode");
  if (trouble != DONE) return trouble;
  int status;
  struct visit *visit = visit_to_write(moment, national_id, birth_date, &status);
  if (status == DONE && (data == NULL || strlen(data) < 31)) status = BAD_PARAMETER;
  if (status == DONE && visit->codes_written) status = ALREADY_WRITTEN;
  if (status == DONE) {
    write_codes(visit, data);
    give_doctor(doctor);
  }
  return end_call("hisWriteTreatmentCode", status);
}

int EXPORTED hisWriteTreatmentFee(char *moment, char *national_id, char *birth_date, char *data) {
  const int trouble = begin_call("hisWriteTreatmentFee");
  if (trouble != DONE) return trouble;
  int status;
  struct visit *visit = visit_to_write(moment, national_id, birth_date, &status);
  if (status == DONE && (data == NULL || strlen(data) < FEES)) status = BAD_PARAMETER;
  if (status == DONE && visit->fees_written) status = ALREADY_WRITTEN;
  if (status == DONE) write_fees(visit, data);
  return end_call("hisWriteTreatmentFee", status);
}

int EXPORTED hisWriteTreatmentData(char *moment, char *national_id, char *birth_date, char *data, char *doctor) {
  const int trouble = begin_call("hisWriteTreatmentData");
  if (trouble != DONE) return trouble;
  int status;
  struct visit *visit = visit_to_write(moment, national_id, birth_date, &status);
  if (status == DONE && (data == NULL || strlen(data) < 31 + FEES)) status = BAD_PARAMETER;
  if (status == DONE && visit->codes_written && visit->fees_written) status = ALREADY_WRITTEN;
  if (status == DONE) {
    write_codes(visit, data);
    write_fees(visit, data + 31);
    give_doctor(doctor);
  }
  return end_call("hisWriteTreatmentData", status);
}

/* Forty hexadecimal digits that follow from the order and its place on the card. */
static void put_order_signature(char *at, const char *order, int place) {
  unsigned int state = 2166136261u ^ (unsigned int)place;
  for (int byte = 0; byte < ORDER_RECORD; byte += 1) state = (state ^ (unsigned char)order[byte]) * 16777619u;
  for (int digit = 0; digit < ORDER_SIGNATURE; digit += 1) {
    state = state * 1664525u + 1013904223u;
    at[digit] = "0123456789ABCDEF"[state >> 28];
  }
}

int EXPORTED hisWriteMultiPrescriptSign(char *moment, char *national_id, char *birth_date, char *data, int *count, char *buffer,
                                        short *length) {
  const int trouble = begin_call("hisWriteMultiPrescriptSign");
  if (trouble != DONE) return trouble;
  int status;
  visit_to_write(moment, national_id, birth_date, &status);
  const int orders = count == NULL ? 0 : *count;
  if (status == DONE && (data == NULL || orders < 1 || orders > MOST_ORDERS)) status = BAD_PARAMETER;
  if (status == DONE && strlen(data) < (size_t)orders * ORDER_RECORD) status = BAD_PARAMETER;
  if (status == DONE && (length == NULL || *length < orders * ORDER_SIGNATURE)) status = BAD_PARAMETER;
  for (int at = 0; status == DONE && at < orders; at += 1)
    if (strncmp(data + at * ORDER_RECORD, moment, MOMENT) != 0) status = ORDER_WRITE_FAILED;
  if (status == DONE) {
    struct chip *chip = chip_in();
    char signatures[MOST_ORDERS * ORDER_SIGNATURE];
    for (int at = 0; at < orders; at += 1) {
      const char *order = data + at * ORDER_RECORD;
      memcpy(chip->orders[chip->orders_written % MOST_ORDERS], order, ORDER_RECORD);
      put_order_signature(signatures + at * ORDER_SIGNATURE, order, chip->orders_written);
      chip->orders_written += 1;
    }
    status = give(buffer, length, signatures, (size_t)orders * ORDER_SIGNATURE);
  }
  return end_call("hisWriteMultiPrescriptSign", status);
}

static int is_short(const char *code) { return strlen(code) <= 5 && code[0] != 'V' && code[0] != 'E'; }

/* Codes of at most five characters go as they are; others become V and a number that the simulator remembers. */
int EXPORTED hisGetICD10EnC(char *plain, char *packed) {
  const int trouble = begin_call("hisGetICD10EnC");
  if (trouble != DONE) return trouble;
  if (plain == NULL || packed == NULL || strlen(plain) == 0 || strlen(plain) > 7) return end_call("hisGetICD10EnC", BAD_PARAMETER);
  if (spoil(packed, 5, NULL)) return end_call("hisGetICD10EnC", DONE);
  if (is_short(plain)) {
    put(packed, 5, plain);
    return end_call("hisGetICD10EnC", DONE);
  }
  int at = 0;
  while (at < memory->packed_codes && strcmp(memory->packed[at], plain) != 0) at += 1;
  if (at == MOST_PACKED_CODES) return end_call("hisGetICD10EnC", BAD_PARAMETER);
  if (at == memory->packed_codes) {
    strcpy(memory->packed[at], plain);
    memory->packed_codes += 1;
  }
  char text[16];
  snprintf(text, sizeof text, "V%04d", at);
  put(packed, 5, text);
  return end_call("hisGetICD10EnC", DONE);
}

int EXPORTED hisGetICD10DeC(char *packed, char *plain) {
  const int trouble = begin_call("hisGetICD10DeC");
  if (trouble != DONE) return trouble;
  if (packed == NULL || plain == NULL) return end_call("hisGetICD10DeC", BAD_PARAMETER);
  if (spoil(plain, 7, NULL)) return end_call("hisGetICD10DeC", DONE);
  int at = -1;
  if (packed[0] != 'V') put_bytes(plain, 7, packed, strnlen(packed, 5));
  else if (sscanf(packed, "V%4d", &at) == 1 && at >= 0 && at < memory->packed_codes) put(plain, 7, memory->packed[at]);
  else return end_call("hisGetICD10DeC", BAD_PARAMETER);
  return end_call("hisGetICD10DeC", DONE);
}
