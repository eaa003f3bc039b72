/* PINs, which a person types on the pad of the reader: desk.txt says what is typed, and what is typed the second time. */
#include <stdio.h>
#include <string.h>

#include "device.h"

enum { WRONG_PINS_TO_LOCK = 3, PROFESSIONAL_PIN_WRONG = 9039, PROFESSIONAL_PIN_LOCKED = 9043 };

static int is_cancelled(void) { return strcmp(desk.typed, "cancel") == 0; }

static const char *professional_pin(void) {
  return memory->professional_pin[0] == 0 ? professional_in()->pin : memory->professional_pin;
}

static int need_professional_card(void) {
  const int sam = need_sam();
  if (sam != DONE) return sam;
  return professional_in() == NULL ? NO_PROFESSIONAL_CARD : DONE;
}

int EXPORTED hpcVerifyHPCPIN(void) {
  const int trouble = begin_call("hpcVerifyHPCPIN");
  if (trouble != DONE) return trouble;
  int status = need_professional_card();
  if (status == DONE && memory->wrong_pins >= WRONG_PINS_TO_LOCK) status = PROFESSIONAL_PIN_LOCKED;
  if (status == DONE && is_cancelled()) status = CANCELLED_BY_PERSON;
  if (status == DONE && strcmp(desk.typed, professional_pin()) != 0) {
    memory->wrong_pins += 1;
    session.professional_stay_verified = 0;
    status = memory->wrong_pins >= WRONG_PINS_TO_LOCK ? PROFESSIONAL_PIN_LOCKED : PROFESSIONAL_PIN_WRONG;
  }
  if (status == DONE) {
    memory->wrong_pins = 0;
    session.professional_stay_verified = desk.professional_stay;
  }
  return end_call("hpcVerifyHPCPIN", status);
}

static int take_new_pin(char *pin, size_t size, size_t shortest, size_t longest) {
  if (is_cancelled()) return CANCELLED_BY_PERSON;
  if (strcmp(desk.typed, desk.typed_again) != 0) return NEW_PINS_DIFFER;
  if (strlen(desk.typed) < shortest || strlen(desk.typed) > longest) return 5108;
  snprintf(pin, size, "%s", desk.typed);
  return DONE;
}

int EXPORTED hpcInputHPCPIN(void) {
  const int trouble = begin_call("hpcInputHPCPIN");
  if (trouble != DONE) return trouble;
  int status = need_professional();
  if (status == DONE) status = take_new_pin(memory->professional_pin, sizeof memory->professional_pin, 6, 8);
  return end_call("hpcInputHPCPIN", status);
}

/* The pad asks for the PUK, then for the new PIN: typed and typedAgain. */
int EXPORTED hpcUnlockHPC(void) {
  const int trouble = begin_call("hpcUnlockHPC");
  if (trouble != DONE) return trouble;
  int status = need_professional_card();
  if (status == DONE && is_cancelled()) status = CANCELLED_BY_PERSON;
  if (status == DONE && strcmp(desk.typed, "12345678") != 0) status = PROFESSIONAL_CARD_LOCKED;
  if (status == DONE && (strlen(desk.typed_again) < 6 || strlen(desk.typed_again) > 8)) status = 5108;
  if (status == DONE) {
    snprintf(memory->professional_pin, sizeof memory->professional_pin, "%s", desk.typed_again);
    memory->wrong_pins = 0;
  }
  return end_call("hpcUnlockHPC", status);
}

int EXPORTED hpcGetHPCStatus(int request, int *present) {
  const int trouble = begin_call("hpcGetHPCStatus");
  if (trouble != DONE) return trouble;
  int status = need_open();
  if (status == DONE && (present == NULL || request < 0)) status = BAD_PARAMETER;
  if (status == DONE) *present = professional_in() != NULL;
  return end_call("hpcGetHPCStatus", status);
}

static int give_of_professional(const char *function, char *buffer, short *length, int which) {
  const int trouble = begin_call(function);
  if (trouble != DONE) return trouble;
  int status = need_professional();
  if (status == DONE) {
    const struct professional *person = professional_in();
    const char *text = which == 0 ? person->card_number : which == 1 ? person->national_id : person->name;
    char data[20];
    const size_t width = which == 0 ? CARD_NUMBER : which == 1 ? NATIONAL_ID : sizeof data;
    put(data, width, text);
    status = give(buffer, length, data, width);
  }
  return end_call(function, status);
}

int EXPORTED hpcGetHPCSN(char *buffer, short *length) { return give_of_professional("hpcGetHPCSN", buffer, length, 0); }
int EXPORTED hpcGetHPCSSN(char *buffer, short *length) { return give_of_professional("hpcGetHPCSSN", buffer, length, 1); }
int EXPORTED hpcGetHPCCNAME(char *buffer, short *length) { return give_of_professional("hpcGetHPCCNAME", buffer, length, 2); }

static int need_chip(void) {
  const int sam = need_sam();
  if (sam != DONE) return sam;
  return chip_in() == NULL ? NO_CARD : DONE;
}

int EXPORTED csISSetPIN(void) {
  const int trouble = begin_call("csISSetPIN");
  if (trouble != DONE) return trouble;
  const int status = need_chip();
  return end_call("csISSetPIN", status == DONE ? chip_in()->pin[0] != 0 : status);
}

int EXPORTED csVerifyHCPIN(void) {
  const int trouble = begin_call("csVerifyHCPIN");
  if (trouble != DONE) return trouble;
  int status = need_chip();
  if (status == DONE && is_cancelled()) status = CANCELLED_BY_PERSON;
  if (status == DONE && strcmp(chip_in()->pin, desk.typed) != 0) status = PIN_WRONG;
  if (status == DONE) session.card_stay_pin_verified = desk.card_stay;
  return end_call("csVerifyHCPIN", status);
}

static int need_old_pin(void) {
  const int status = need_chip();
  if (status != DONE) return status;
  const int is_free = chip_in()->pin[0] == 0 || session.card_stay_pin_verified == desk.card_stay;
  return is_free ? DONE : OLD_PIN_NOT_VERIFIED;
}

int EXPORTED csInputHCPIN(void) {
  const int trouble = begin_call("csInputHCPIN");
  if (trouble != DONE) return trouble;
  int status = need_old_pin();
  if (status == DONE) status = take_new_pin(chip_in()->pin, sizeof chip_in()->pin, 4, 6);
  if (status == DONE) session.card_stay_pin_verified = desk.card_stay;
  return end_call("csInputHCPIN", status);
}

int EXPORTED csDisableHCPIN(void) {
  const int trouble = begin_call("csDisableHCPIN");
  if (trouble != DONE) return trouble;
  const int status = need_old_pin();
  if (status == DONE) chip_in()->pin[0] = 0;
  return end_call("csDisableHCPIN", status);
}
