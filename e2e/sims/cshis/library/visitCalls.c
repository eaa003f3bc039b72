/* Serials, visit identifiers, taking a serial back, and the online update of the card. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "device.h"

static struct visit *visit_at(struct chip *chip, const char *moment) {
  for (int at = 0; moment != NULL && at < chip->visits_taken; at += 1)
    if (strncmp(chip->visits[at].moment, moment, MOMENT) == 0) return &chip->visits[at];
  return NULL;
}

static void new_treatment_number(char number[TREATMENT_NUMBER]) {
  char text[32];
  memory->numbers_given += 1;
  snprintf(text, sizeof text, "SIM5%016d", memory->numbers_given);
  memcpy(number, text, TREATMENT_NUMBER);
}

static int same_day_visits(const struct chip *chip, const char *moment) {
  int count = 0;
  for (int at = 0; at < chip->visits_taken; at += 1)
    count += !chip->visits[at].undone && memcmp(chip->visits[at].moment, moment, DATE) == 0;
  return count;
}

static struct visit *new_visit(struct chip *chip, const char *item, const char *newborn, const char *after_check) {
  struct visit *visit = &chip->visits[chip->visits_taken];
  memset(visit, 0, sizeof *visit);
  char moment[MOMENT + 1];
  for (int later = 0;; later += 1) {
    now_moment(moment, later);
    if (visit_at(chip, moment) == NULL) break;
  }
  memcpy(visit->moment, moment, MOMENT);
  put(visit->item, 2, item);
  put(&visit->newborn, 1, newborn);
  put(&visit->after_check, 1, after_check);
  visit->counted = isdigit((unsigned char)item[0]) != 0;
  char serial[16] = "";
  if (visit->counted) {
    chip->last_serial += 1;
    chip->remaining -= 1;
    snprintf(serial, sizeof serial, "%04d", chip->last_serial);
  }
  put(visit->serial, 4, serial);
  memcpy(visit->hospital, hospital_id, HOSPITAL);
  memset(visit->fees, ' ', FEES);
  new_treatment_number(visit->number);
  chip->visits_taken += 1;
  return visit;
}

/* 256 printable characters that follow from the visit. */
static void put_signature(char signature[256], const struct visit *visit) {
  unsigned int state = 2166136261u;
  for (size_t at = 0; at < TREATMENT_NUMBER; at += 1) state = (state ^ (unsigned char)visit->number[at]) * 16777619u;
  for (size_t at = 0; at < 256; at += 1) {
    state = state * 1664525u + 1013904223u;
    signature[at] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef0123456789+/"[(state >> 16) % 44];
  }
}

static int may_take(const char *item) {
  const int card = need_card();
  if (card != DONE) return card;
  if (need_network() != DONE) return NETWORK_UNREACHABLE;
  const struct chip *chip = chip_in();
  char today[MOMENT + 1];
  now_moment(today, 0);
  if (memcmp(chip->valid_until, today, DATE) < 0) return CARD_EXPIRED;
  return isdigit((unsigned char)item[0]) && chip->remaining < 1 ? NO_VISITS_LEFT : DONE;
}

int EXPORTED hisGetSeqNumber256N1(char *item, char *newborn, char *after_check, char *buffer, short *length) {
  const int trouble = begin_call("hisGetSeqNumber256N1");
  if (trouble != DONE) return trouble;
  int status = item == NULL || newborn == NULL || after_check == NULL || strlen(item) > 2 ? BAD_PARAMETER : may_take(item);
  struct chip *chip = chip_in();
  if (status == DONE && (length == NULL || *length < 316 || chip->visits_taken == MOST_VISITS)) status = BAD_PARAMETER;
  if (status == DONE) {
    const struct visit *visit = new_visit(chip, item, newborn, after_check);
    char data[316];
    memcpy(data, visit->moment, MOMENT);
    memcpy(data + 13, visit->serial, 4);
    memcpy(data + 17, visit->hospital, HOSPITAL);
    put_signature(data + 27, visit);
    put(data + 283, CARD_NUMBER, sam_id);
    const int is_same_day = same_day_visits(chip, visit->moment) > 1;
    data[295] = is_same_day ? 'Y' : 'N';
    memcpy(data + 296, visit->number, TREATMENT_NUMBER);
    status = give(buffer, length, data, sizeof data);
    /* A notice only: the answer is whole. */
    if (status == DONE && is_same_day) status = SAME_DAY;
  }
  return end_call("hisGetSeqNumber256N1", status);
}

static int is_older_than_a_day(const struct visit *visit) {
  char yesterday[MOMENT + 1];
  now_moment(yesterday, -86400);
  return memcmp(visit->moment, yesterday, MOMENT) < 0;
}

int EXPORTED csUnGetSeqNumber(char *moment) {
  const int trouble = begin_call("csUnGetSeqNumber");
  if (trouble != DONE) return trouble;
  int status = need_card();
  if (status == DONE) status = need_network();
  if (status == DONE) {
    struct chip *chip = chip_in();
    struct visit *visit = visit_at(chip, moment);
    if (visit == NULL) status = NO_VISIT_TO_UNDO;
    else if (!visit->counted) status = UNDO_NOT_NUMERIC;
    else if (visit->undone) status = UNDONE_ALREADY;
    else if (is_older_than_a_day(visit)) status = UNDO_TOO_LATE;
    else {
      visit->undone = 1;
      chip->remaining += 1;
    }
  }
  return end_call("csUnGetSeqNumber", status);
}

int EXPORTED hisGetTreatNumICCard(char *moment, char *buffer, short *length) {
  const int trouble = begin_call("hisGetTreatNumICCard");
  if (trouble != DONE) return trouble;
  int status = need_card();
  if (status == DONE) status = need_network();
  const struct visit *visit = status == DONE ? visit_at(chip_in(), moment) : NULL;
  if (status == DONE) status = visit == NULL ? NO_SUCH_VISIT : give(buffer, length, visit->number, TREATMENT_NUMBER);
  return end_call("hisGetTreatNumICCard", status);
}

int EXPORTED hisGetTreatNumNoICCard(char *national_id, char *hospital, char *buffer, short *length) {
  const int trouble = begin_call("hisGetTreatNumNoICCard");
  if (trouble != DONE) return trouble;
  int status = need_sam();
  if (status == DONE) status = need_network();
  const int is_whole = national_id != NULL && strlen(national_id) == NATIONAL_ID && hospital != NULL;
  if (status == DONE && (!is_whole || strncmp(hospital, hospital_id, HOSPITAL) != 0)) status = BAD_PARAMETER;
  if (status == DONE) {
    char data[43];
    char moment[MOMENT + 1];
    now_moment(moment, 0);
    memcpy(data, moment, MOMENT);
    memcpy(data + 13, hospital_id, HOSPITAL);
    new_treatment_number(data + 23);
    status = give(buffer, length, data, sizeof data);
  }
  return end_call("hisGetTreatNumNoICCard", status);
}

/* Three years more, six visits again; only where at most three are left. */
int EXPORTED csUpdateHCContents(void) {
  const int trouble = begin_call("csUpdateHCContents");
  if (trouble != DONE) return trouble;
  int status = need_card();
  if (status == DONE) status = need_network();
  if (status == DONE && chip_in()->remaining > 3) status = UPDATE_TOO_EARLY;
  if (status == DONE) {
    struct chip *chip = chip_in();
    char until[MOMENT + 1];
    now_moment(until, 3 * 365 * 86400);
    memcpy(chip->valid_until, until, DATE);
    chip->remaining = 6;
  }
  return end_call("csUpdateHCContents", status);
}
