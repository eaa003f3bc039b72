/* What a call wants before it does anything, in the order in which the control software finds it missing. */
#include <string.h>

#include "device.h"

int need_open(void) { return session.open ? DONE : NOT_OPEN; }

int need_network(void) { return desk.network ? DONE : NETWORK_UNREACHABLE; }

int is_sam_verified(void) { return session.sam_stay_verified == desk.sam_stay; }

/* The SAM authenticates itself with the data centre on the first need; where that has lapsed, it wants to be asked. */
int need_sam(void) {
  if (need_open() != DONE) return NOT_OPEN;
  if (!desk.sam_present) return NO_SAM;
  if (is_sam_verified()) return DONE;
  if (session.sam_stay_verified != 0) return SAM_NOT_AUTHENTICATED;
  if (need_network() != DONE) return NETWORK_UNREACHABLE;
  session.sam_stay_verified = desk.sam_stay;
  return DONE;
}

int need_card(void) {
  const int sam = need_sam();
  if (sam != DONE) return sam;
  if (strcmp(desk.card, "foreign") == 0) return FOREIGN_CARD;
  const struct chip *chip = chip_in();
  if (chip == NULL) return NO_CARD;
  if (strcmp(person_in()->cancelled, "2") == 0) return CARD_CANCELLED;
  session.card_stay_authenticated = desk.card_stay;
  if (chip->pin[0] != 0 && session.card_stay_pin_verified != desk.card_stay) return PIN_NOT_VERIFIED;
  return DONE;
}

int need_professional(void) {
  const int sam = need_sam();
  if (sam != DONE) return sam;
  if (professional_in() == NULL) return NO_PROFESSIONAL_CARD;
  return session.professional_stay_verified == desk.professional_stay ? DONE : PROFESSIONAL_PIN_MISSING;
}

int need_doctor(void) {
  const int professional = need_professional();
  if (professional != DONE) return professional;
  return strcmp(professional_in()->role, "pharmacist") == 0 ? PHARMACIST : DONE;
}

int need_same_person(const char *national_id, const char *birth_date) {
  const struct person *person = person_in();
  if (national_id == NULL || birth_date == NULL) return BAD_PARAMETER;
  const int is_same = strncmp(national_id, person->national_id, NATIONAL_ID) == 0 && strncmp(birth_date, person->birth_date, DATE) == 0;
  return is_same ? DONE : OTHER_PATIENT;
}
