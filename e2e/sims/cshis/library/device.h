/* The simulated desk behind the simulated csHis50: what lies in the readers, what the chips hold, and what goes wrong. */
#ifndef DEVICE_H
#define DEVICE_H

#include <stddef.h>
#include <stdint.h>

#ifdef _WIN32
#define EXPORTED __declspec(dllexport) __stdcall
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

enum {
  DATE = 7,
  MOMENT = 13,
  CARD_NUMBER = 12,
  NATIONAL_ID = 10,
  HOSPITAL = 10,
  TREATMENT_NUMBER = 20,
  ORDER_RECORD = 61,
  ORDER_SIGNATURE = 40,
  MOST_ORDERS = 60,
  DIAGNOSES = 6,
  FEES = 38,
  LAST_VISITS = 6,
  MOST_VISITS = 512,
  MOST_CARDS = 16,
  MOST_ILLNESSES = 6,
  MOST_PACKED_CODES = 200,
  MOST_FAULTS = 8,
  MOST_FAULT_IDS = 4096
};

/* Status codes of the official list that the simulator answers with. */
enum {
  DONE = 0,
  NOT_OPEN = -1,
  NO_SAM = 4012,
  NO_CARD = 4013,
  NO_PROFESSIONAL_CARD = 4014,
  FOREIGN_CARD = 4033,
  PROFESSIONAL_PIN_MISSING = 4042,
  SAM_NOT_AUTHENTICATED = 4050,
  NETWORK_UNREACHABLE = 4061,
  NO_VISITS_LEFT = 5001,
  CARD_CANCELLED = 5002,
  CARD_EXPIRED = 5003,
  SAME_DAY = 5010,
  OTHER_PATIENT = 5020,
  NO_SUCH_VISIT = 5022,
  ORDER_WRITE_FAILED = 5033,
  PIN_WRONG = 5102,
  OLD_PIN_NOT_VERIFIED = 5105,
  NEW_PINS_DIFFER = 5107,
  CANCELLED_BY_PERSON = 5109,
  PROFESSIONAL_CARD_LOCKED = 5122,
  NO_VISIT_TO_UNDO = 5150,
  UNDO_NOT_NUMERIC = 5151,
  UNDONE_ALREADY = 5153,
  UNDO_TOO_LATE = 5154,
  TRANSFER_FAILED = 6015,
  FILE_MISSING = 6017,
  BAD_PARAMETER = 6018,
  UPDATE_TOO_EARLY = 9081,
  PHARMACIST = 9100,
  ALREADY_WRITTEN = 3209,
  PIN_NOT_VERIFIED = 1511
};

/* A visit as the card's chip and the NHI remember it. */
struct visit {
  char item[2];
  char newborn;
  char moment[MOMENT];
  char after_check;
  char serial[4];
  char hospital[HOSPITAL];
  char number[TREATMENT_NUMBER];
  char fees[FEES];
  char diagnoses[DIAGNOSES][5];
  int counted;
  int codes_written;
  int fees_written;
  int undone;
};

/* What a patient card's chip holds, and what the NHI knows of it. */
struct chip {
  char id[32];
  char phone[14];
  char valid_until[DATE];
  int remaining;
  int last_serial;
  int visits_taken;
  struct visit visits[MOST_VISITS];
  int orders_written;
  char orders[MOST_ORDERS][ORDER_RECORD];
  char pin[8];
};

/* Lies in a file that is mapped into the process, so that a process that dies takes nothing of it along. */
struct memory {
  int cards;
  struct chip chips[MOST_CARDS];
  char professional_pin[12];
  int wrong_pins;
  int packed_codes;
  char packed[MOST_PACKED_CODES][8];
  int numbers_given;
  int uploads;
  unsigned char faults_done[MOST_FAULT_IDS];
};

/* A line of people.tsv: fields as they go onto the card, the name in Big5. */
struct person {
  char id[32];
  char card_number[CARD_NUMBER + 1];
  char name[21];
  char national_id[NATIONAL_ID + 1];
  char birth_date[DATE + 1];
  char sex[2];
  char issue_date[DATE + 1];
  char cancelled[2];
  char phone[15];
  char insured_mark[2];
  char valid_until[DATE + 1];
  int remaining;
  char pin[8];
  int illnesses;
  char illness[MOST_ILLNESSES][5 + 2 * DATE + 1];
};

struct professional {
  char id[32];
  char card_number[CARD_NUMBER + 1];
  char name[21];
  char national_id[NATIONAL_ID + 1];
  char role[12];
  char pin[12];
};

/* One line `fault=` of desk.txt; each happens once. */
struct fault {
  int id;
  int after;
  char kind[12];
  char function[40];
  int number;
};

/* desk.txt as it stands: read anew at the start of every call. */
struct desk {
  char card[32];
  int card_stay;
  char professional[32];
  int professional_stay;
  int sam_present;
  int sam_stay;
  long clock_ahead;
  int network;
  char typed[12];
  char typed_again[12];
  unsigned int noise;
  int faults;
  struct fault fault[MOST_FAULTS];
};

extern struct desk desk;
extern struct memory *memory;
extern char sam_id[CARD_NUMBER + 1];
extern char hospital_id[HOSPITAL + 1];

/* What this process has opened and verified; it ends with the process. */
struct session {
  int open;
  /* 0 never; another stay than the desk's is a verification that has lapsed. */
  int sam_stay_verified;
  int card_stay_authenticated;
  int professional_stay_verified;
  int card_stay_pin_verified;
};
extern struct session session;

/* desk.c */
const char *sim_path(const char *name);
void read_desk(void);
const struct person *person_in(void);
const struct professional *professional_in(void);
struct chip *chip_in(void);
void log_call(const char *function, const char *what);

/* call.c: every exported function begins and ends with these. */
int begin_call(const char *function);
int end_call(const char *function, int status);
int spoil(char *buffer, size_t capacity, short *length);
void mutate(char *bytes, size_t count);

/* checks.c */
int is_sam_verified(void);
int need_open(void);
int need_sam(void);
int need_network(void);
int need_card(void);
int need_professional(void);
int need_doctor(void);
int need_same_person(const char *national_id, const char *birth_date);

/* fields.c */
void put(char *at, size_t width, const char *text);
void put_number(char *at, size_t width, long value);
void put_bytes(char *at, size_t width, const char *bytes, size_t count);
int room(short *length, size_t needed);
int give(char *buffer, short *length, const char *bytes, size_t count);
void now_moment(char moment[MOMENT + 1], int seconds_later);

#endif
