/* Opening and closing, versions, states of the cards, the SAM. */
#include <string.h>

#include "device.h"

int EXPORTED csOpenCom(int port) {
  const int trouble = begin_call("csOpenCom");
  if (trouble != DONE) return trouble;
  session.open = port >= 0;
  return end_call("csOpenCom", session.open ? DONE : NOT_OPEN);
}

int EXPORTED csCloseCom(void) {
  const int trouble = begin_call("csCloseCom");
  if (trouble != DONE) return trouble;
  memset(&session, 0, sizeof session);
  return end_call("csCloseCom", DONE);
}

static int card_status(void) {
  if (strcmp(desk.card, "foreign") == 0) return 9;
  if (chip_in() == NULL) return 0;
  if (!is_sam_verified()) return 1;
  if (chip_in()->pin[0] != 0 && session.card_stay_pin_verified == desk.card_stay) return 4;
  return professional_in() != NULL && session.professional_stay_verified == desk.professional_stay ? 3 : 2;
}

static int professional_status(void) {
  if (professional_in() == NULL) return 0;
  if (!is_sam_verified()) return 1;
  return session.professional_stay_verified == desk.professional_stay ? 3 : 2;
}

int EXPORTED hisGetCardStatus(int type) {
  const int trouble = begin_call("hisGetCardStatus");
  if (trouble != DONE) return trouble;
  int status = need_open();
  if (status == DONE) {
    if (type == 1) status = desk.sam_present ? 1 + is_sam_verified() : 0;
    else if (type == 2) status = card_status();
    else if (type == 3) status = professional_status();
    else status = BAD_PARAMETER;
  }
  return end_call("hisGetCardStatus", status);
}

int EXPORTED csVerifySAMDC(void) {
  const int trouble = begin_call("csVerifySAMDC");
  if (trouble != DONE) return trouble;
  int status = need_open();
  if (status == DONE && !desk.sam_present) status = NO_SAM;
  if (status == DONE) status = need_network();
  if (status == DONE) session.sam_stay_verified = desk.sam_stay;
  return end_call("csVerifySAMDC", status);
}

int EXPORTED csGetHospID(char *buffer, short *length) {
  const int trouble = begin_call("csGetHospID");
  if (trouble != DONE) return trouble;
  int status = need_sam();
  if (status == DONE) status = give(buffer, length, hospital_id, HOSPITAL);
  return end_call("csGetHospID", status);
}

int EXPORTED csGetCardNo(int type, char *buffer, short *length) {
  const int trouble = begin_call("csGetCardNo");
  if (trouble != DONE) return trouble;
  int status = need_sam();
  const char *number = sam_id;
  if (status == DONE && type == 2) {
    number = person_in() == NULL ? NULL : person_in()->card_number;
    if (number == NULL) status = NO_CARD;
  }
  if (status == DONE && type == 3) {
    number = professional_in() == NULL ? NULL : professional_in()->card_number;
    if (number == NULL) status = NO_PROFESSIONAL_CARD;
  }
  if (status == DONE) status = give(buffer, length, number, CARD_NUMBER);
  return end_call("csGetCardNo", status);
}

int EXPORTED csGetDateTime(char *buffer, short *length) {
  const int trouble = begin_call("csGetDateTime");
  if (trouble != DONE) return trouble;
  char moment[MOMENT + 1];
  now_moment(moment, 0);
  int status = need_open();
  if (status == DONE) status = give(buffer, length, moment, MOMENT);
  return end_call("csGetDateTime", status);
}

/* Gives its version as its own return value, 5.1.5.3 as 5153. */
int EXPORTED csGetVersionEx(char *path) {
  const int trouble = begin_call("csGetVersionEx");
  if (trouble != DONE) return trouble;
  return end_call("csGetVersionEx", path == NULL ? BAD_PARAMETER : 5153);
}

/* 0 reader, 1 SAM, 2 professional card, 3 patient card. */
int EXPORTED csSoftwareReset(int type) {
  const int trouble = begin_call("csSoftwareReset");
  if (trouble != DONE) return trouble;
  const int status = need_open();
  if (status == DONE) {
    if (type == 0 || type == 1) session.sam_stay_verified = 0;
    if (type == 0 || type == 2) session.professional_stay_verified = 0;
    if (type == 0 || type == 3) session.card_stay_authenticated = session.card_stay_pin_verified = 0;
  }
  return end_call("csSoftwareReset", status);
}
