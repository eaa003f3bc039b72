/* The files of the simulated desk: people.tsv, desk.txt, memory.bin and calls.log in the folder NHI_CSHIS_SIM names. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "device.h"

struct desk desk;
struct memory *memory;
struct session session;
char sam_id[CARD_NUMBER + 1];
char hospital_id[HOSPITAL + 1];

static struct person people[MOST_CARDS];
static int people_count;
static struct professional staff[MOST_CARDS];
static int staff_count;

const char *sim_path(const char *name) {
  static char path[4096];
  const char *folder = getenv("NHI_CSHIS_SIM");
  snprintf(path, sizeof path, "%s/%s", folder == NULL ? "." : folder, name);
  return path;
}

static void copy(char *to, size_t size, const char *from) { snprintf(to, size, "%s", from == NULL ? "" : from); }

/* The name comes as hexadecimal digits of its Big5 bytes. */
static void copy_hex(char *to, size_t size, const char *hex) {
  size_t at = 0;
  for (; hex != NULL && hex[2 * at] != 0 && at + 1 < size; at += 1) {
    unsigned int byte = 0;
    sscanf(hex + 2 * at, "%2x", &byte);
    to[at] = (char)byte;
  }
  to[at] = 0;
}

static char *field(char **rest) { return strsep(rest, "\t"); }

static void read_person(char *line) {
  struct person *p = &people[people_count++];
  copy(p->id, sizeof p->id, field(&line));
  copy(p->card_number, sizeof p->card_number, field(&line));
  copy_hex(p->name, sizeof p->name, field(&line));
  copy(p->national_id, sizeof p->national_id, field(&line));
  copy(p->birth_date, sizeof p->birth_date, field(&line));
  copy(p->sex, sizeof p->sex, field(&line));
  copy(p->issue_date, sizeof p->issue_date, field(&line));
  copy(p->cancelled, sizeof p->cancelled, field(&line));
  copy(p->phone, sizeof p->phone, field(&line));
  copy(p->insured_mark, sizeof p->insured_mark, field(&line));
  copy(p->valid_until, sizeof p->valid_until, field(&line));
  const char *remaining = field(&line);
  p->remaining = remaining == NULL ? 0 : atoi(remaining);
  copy(p->pin, sizeof p->pin, field(&line));
  for (char *illness = field(&line); illness != NULL && *illness != 0 && p->illnesses < MOST_ILLNESSES; illness = field(&line))
    copy(p->illness[p->illnesses++], sizeof p->illness[0], illness);
}

static void read_professional(char *line) {
  struct professional *p = &staff[staff_count++];
  copy(p->id, sizeof p->id, field(&line));
  copy(p->card_number, sizeof p->card_number, field(&line));
  copy_hex(p->name, sizeof p->name, field(&line));
  copy(p->national_id, sizeof p->national_id, field(&line));
  copy(p->role, sizeof p->role, field(&line));
  copy(p->pin, sizeof p->pin, field(&line));
}

static void read_people(void) {
  FILE *file = fopen(sim_path("people.tsv"), "r");
  if (file == NULL) return;
  char line[1024];
  while (fgets(line, sizeof line, file) != NULL) {
    line[strcspn(line, "\r\n")] = 0;
    char *rest = line;
    const char *kind = field(&rest);
    if (strcmp(kind, "person") == 0 && people_count < MOST_CARDS) read_person(rest);
    if (strcmp(kind, "professional") == 0 && staff_count < MOST_CARDS) read_professional(rest);
    if (strcmp(kind, "sam") == 0) copy(sam_id, sizeof sam_id, field(&rest));
    if (strcmp(kind, "clinic") == 0) copy(hospital_id, sizeof hospital_id, field(&rest));
  }
  fclose(file);
}

static void open_memory(void) {
  const int file = open(sim_path("memory.bin"), O_RDWR | O_CREAT, 0600);
  if (file < 0 || ftruncate(file, sizeof(struct memory)) != 0) abort();
  memory = mmap(NULL, sizeof(struct memory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (memory == MAP_FAILED) abort();
}

static void read_fault(const char *text) {
  if (desk.faults == MOST_FAULTS) return;
  struct fault *fault = &desk.fault[desk.faults];
  char when[8] = "";
  if (sscanf(text, "%d %7s %11s %39s %d", &fault->id, when, fault->kind, fault->function, &fault->number) < 4) return;
  fault->after = strcmp(when, "after") == 0;
  desk.faults += 1;
}

static void read_line(char *line) {
  char *value = strchr(line, '=');
  if (value == NULL) return;
  *value++ = 0;
  if (strcmp(line, "card") == 0) copy(desk.card, sizeof desk.card, value);
  if (strcmp(line, "cardStay") == 0) desk.card_stay = atoi(value);
  if (strcmp(line, "professional") == 0) copy(desk.professional, sizeof desk.professional, value);
  if (strcmp(line, "professionalStay") == 0) desk.professional_stay = atoi(value);
  if (strcmp(line, "sam") == 0) desk.sam_present = strcmp(value, "present") == 0;
  if (strcmp(line, "samStay") == 0) desk.sam_stay = atoi(value);
  if (strcmp(line, "clockAhead") == 0) desk.clock_ahead = atol(value);
  if (strcmp(line, "network") == 0) desk.network = strcmp(value, "up") == 0;
  if (strcmp(line, "typed") == 0) copy(desk.typed, sizeof desk.typed, value);
  if (strcmp(line, "typedAgain") == 0) copy(desk.typed_again, sizeof desk.typed_again, value);
  if (strcmp(line, "noise") == 0) desk.noise = (unsigned int)strtoul(value, NULL, 10);
  if (strcmp(line, "fault") == 0) read_fault(value);
}

void read_desk(void) {
  if (memory == NULL) {
    read_people();
    open_memory();
  }
  memset(&desk, 0, sizeof desk);
  FILE *file = fopen(sim_path("desk.txt"), "r");
  if (file == NULL) return;
  char line[256];
  while (fgets(line, sizeof line, file) != NULL) {
    line[strcspn(line, "\r\n")] = 0;
    read_line(line);
  }
  fclose(file);
}

const struct person *person_in(void) {
  for (int at = 0; at < people_count; at += 1)
    if (strcmp(people[at].id, desk.card) == 0) return &people[at];
  return NULL;
}

const struct professional *professional_in(void) {
  for (int at = 0; at < staff_count; at += 1)
    if (strcmp(staff[at].id, desk.professional) == 0) return &staff[at];
  return NULL;
}

/* The chip of the card in the reader; a card that comes for the first time is as people.tsv describes it. */
struct chip *chip_in(void) {
  const struct person *person = person_in();
  if (person == NULL) return NULL;
  for (int at = 0; at < memory->cards; at += 1)
    if (strcmp(memory->chips[at].id, person->id) == 0) return &memory->chips[at];
  if (memory->cards == MOST_CARDS) return NULL;
  struct chip *chip = &memory->chips[memory->cards++];
  copy(chip->id, sizeof chip->id, person->id);
  put(chip->phone, sizeof chip->phone, person->phone);
  put(chip->valid_until, DATE, person->valid_until);
  chip->remaining = person->remaining;
  copy(chip->pin, sizeof chip->pin, person->pin);
  return chip;
}

void log_call(const char *function, const char *what) {
  const int file = open(sim_path("calls.log"), O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (file < 0) return;
  char line[256];
  const int length = snprintf(line, sizeof line, "%d %s %s\n", (int)getpid(), function, what);
  if (write(file, line, (size_t)length) != length) abort();
  close(file);
}
