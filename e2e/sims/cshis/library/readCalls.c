/* What the card tells: identity, insurance, visits, orders, counters. */
#include <stdio.h>
#include <string.h>

#include "device.h"

static void put_identity(char *at) {
  const struct person *person = person_in();
  put(at, CARD_NUMBER, person->card_number);
  put(at + 12, 20, person->name);
  put(at + 32, NATIONAL_ID, person->national_id);
  put(at + 42, DATE, person->birth_date);
  put(at + 49, 1, person->sex);
  put(at + 50, DATE, person->issue_date);
  put(at + 57, 1, person->cancelled);
}

int EXPORTED hisGetBasicData(char *buffer, short *length) {
  const int trouble = begin_call("hisGetBasicData");
  if (trouble != DONE) return trouble;
  char data[72];
  int status = need_open();
  if (status == DONE && strcmp(desk.card, "foreign") == 0) status = FOREIGN_CARD;
  if (status == DONE && chip_in() == NULL) status = NO_CARD;
  if (status == DONE) {
    put_identity(data);
    memcpy(data + 58, chip_in()->phone, 14);
    status = give(buffer, length, data, sizeof data);
  }
  return end_call("hisGetBasicData", status);
}

static int is_expired(const struct chip *chip) {
  char today[MOMENT + 1];
  now_moment(today, 0);
  return memcmp(chip->valid_until, today, DATE) < 0;
}

int EXPORTED hisGetRegisterBasic(char *buffer, short *length) {
  const int trouble = begin_call("hisGetRegisterBasic");
  if (trouble != DONE) return trouble;
  char data[78];
  int status = need_card();
  if (status == DONE && is_expired(chip_in())) status = CARD_EXPIRED;
  if (status == DONE) {
    const struct chip *chip = chip_in();
    put_identity(data);
    put(data + 58, 2, "01");
    put(data + 60, 1, person_in()->insured_mark);
    memcpy(data + 61, chip->valid_until, DATE);
    put_number(data + 68, 2, chip->remaining);
    put(data + 70, DATE, "");
    put(data + 77, 1, "");
    status = give(buffer, length, data, sizeof data);
  }
  return end_call("hisGetRegisterBasic", status);
}

int EXPORTED hisGetRegisterBasic2(char *buffer, short *length) {
  const int trouble = begin_call("hisGetRegisterBasic2");
  if (trouble != DONE) return trouble;
  char data[9];
  int status = need_sam();
  if (status == DONE && chip_in() == NULL) status = NO_CARD;
  if (status == DONE) {
    memcpy(data, chip_in()->valid_until, DATE);
    put_number(data + DATE, 2, chip_in()->remaining);
    status = give(buffer, length, data, sizeof data);
  }
  return end_call("hisGetRegisterBasic2", status);
}

static void put_illness_dates(char *at) {
  memset(at, ' ', MOST_ILLNESSES * 2 * DATE);
  for (int each = 0; each < person_in()->illnesses; each += 1)
    memcpy(at + each * 2 * DATE, person_in()->illness[each] + 5, 2 * DATE);
}

/* The card keeps the six latest; those taken back are gone. Calls `each` for them, oldest first. */
static int latest_visits(const struct visit *latest[LAST_VISITS]) {
  const struct chip *chip = chip_in();
  int count = 0;
  for (int at = chip->visits_taken - 1; at >= 0 && count < LAST_VISITS; at -= 1)
    if (!chip->visits[at].undone) latest[count++] = &chip->visits[at];
  return count;
}

int EXPORTED hisGetTreatmentNoNeedHPC(char *buffer, short *length) {
  const int trouble = begin_call("hisGetTreatmentNoNeedHPC");
  if (trouble != DONE) return trouble;
  char data[498];
  memset(data, ' ', sizeof data);
  int status = need_card();
  if (status == DONE) {
    put_illness_dates(data);
    const struct visit *latest[LAST_VISITS];
    const int count = latest_visits(latest);
    for (int at = 0; at < count; at += 1) {
      const struct visit *visit = latest[count - 1 - at];
      char *group = data + MOST_ILLNESSES * 2 * DATE + at * 69;
      memcpy(group, visit->item, 2);
      group[2] = visit->newborn;
      memcpy(group + 3, visit->moment, MOMENT);
      group[16] = visit->after_check;
      memcpy(group + 17, visit->serial, 4);
      memcpy(group + 21, visit->hospital, HOSPITAL);
      memcpy(group + 31, visit->fees, FEES);
    }
    status = give(buffer, length, data, sizeof data);
  }
  return end_call("hisGetTreatmentNoNeedHPC", status);
}

int EXPORTED hisGetTreatmentNeedHPC(char *buffer, short *length) {
  const int trouble = begin_call("hisGetTreatmentNeedHPC");
  if (trouble != DONE) return trouble;
  char data[372];
  memset(data, ' ', sizeof data);
  int status = need_professional();
  if (status == DONE) status = need_card();
  if (status == DONE) {
    if (strcmp(professional_in()->role, "pharmacist") != 0)
      for (int each = 0; each < person_in()->illnesses; each += 1) memcpy(data + each * 19, person_in()->illness[each], 19);
    const struct visit *latest[LAST_VISITS];
    const int count = latest_visits(latest);
    for (int at = 0; at < count; at += 1) {
      const struct visit *visit = latest[count - 1 - at];
      char *group = data + 114 + at * 43;
      memcpy(group, visit->moment, MOMENT);
      if (visit->codes_written) memcpy(group + MOMENT, visit->diagnoses, sizeof visit->diagnoses);
    }
    status = give(buffer, length, data, sizeof data);
  }
  return end_call("hisGetTreatmentNeedHPC", status);
}

int EXPORTED hisGetCriticalIllness(char *buffer, short *length) {
  const int trouble = begin_call("hisGetCriticalIllness");
  if (trouble != DONE) return trouble;
  char data[114];
  memset(data, ' ', sizeof data);
  int status = need_doctor();
  if (status == DONE) status = need_card();
  if (status == DONE) {
    for (int each = 0; each < person_in()->illnesses; each += 1) memcpy(data + each * 19, person_in()->illness[each], 19);
    status = give(buffer, length, data, sizeof data);
  }
  return end_call("hisGetCriticalIllness", status);
}

/* Fees of the counted visits are in the newest year; the year before is blank. */
int EXPORTED hisGetCumulativeData(char *buffer, short *length) {
  const int trouble = begin_call("hisGetCumulativeData");
  if (trouble != DONE) return trouble;
  char data[134];
  memset(data, ' ', sizeof data);
  int status = need_card();
  if (status == DONE) {
    const struct chip *chip = chip_in();
    long visits = 0, fees = 0, copayments = 0;
    for (int at = 0; at < chip->visits_taken; at += 1) {
      const struct visit *visit = &chip->visits[at];
      if (visit->undone) continue;
      visits += visit->counted;
      char amount[9] = "";
      long value = 0;
      memcpy(amount, visit->fees, 8);
      if (sscanf(amount, "%ld", &value) == 1) fees += value;
      memcpy(amount, visit->fees + 8, 8);
      value = 0;
      if (sscanf(amount, "%ld", &value) == 1) copayments += value;
    }
    char today[MOMENT + 1];
    now_moment(today, 0);
    memcpy(data, today, 3);
    put_number(data + 3, 4, visits);
    put_number(data + 7, 10, fees);
    put_number(data + 17, 10, 0);
    put_number(data + 27, 8, copayments);
    for (int at = 35; at < 67; at += 8) put_number(data + at, 8, at == 51 ? copayments : 0);
    status = give(buffer, length, data, sizeof data);
  }
  return end_call("hisGetCumulativeData", status);
}

int EXPORTED hisGetEmergentTel(char *buffer, short *length) {
  const int trouble = begin_call("hisGetEmergentTel");
  if (trouble != DONE) return trouble;
  int status = need_card();
  if (status == DONE) status = give(buffer, length, chip_in()->phone, 14);
  return end_call("hisGetEmergentTel", status);
}

/* Records from start to end, counted from one. */
int EXPORTED hisReadPrescriptMain(char *buffer, short *length, int start, int end, int *count) {
  const int trouble = begin_call("hisReadPrescriptMain");
  if (trouble != DONE) return trouble;
  int status = need_professional();
  if (status == DONE) status = need_card();
  if (status == DONE && (start < 1 || end > MOST_ORDERS || end < start || count == NULL)) status = BAD_PARAMETER;
  if (status == DONE) {
    const struct chip *chip = chip_in();
    const int held = chip->orders_written < MOST_ORDERS ? chip->orders_written : MOST_ORDERS;
    const int last = end < held ? end : held;
    *count = last < start ? 0 : last - start + 1;
    status = give(buffer, length, chip->orders[start - 1], (size_t)*count * ORDER_RECORD);
  }
  return end_call("hisReadPrescriptMain", status);
}
