/*
 * Preloaded into a process, writes down in one order what it does to the files below POWER_LOSS_FOLDER, and what it says on its
 * standard output, into the file POWER_LOSS_JOURNAL. A record: kind, file number, offset, length, then so many bytes.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { NAMED = 1, WRITTEN = 2, TRUNCATED = 3, SYNCED = 4, REMOVED = 5, RENAMED = 6, SAID = 7 };

struct record {
  uint32_t kind;
  uint32_t file;
  uint64_t offset;
  uint64_t length;
};

#define DESCRIPTORS 4096
static uint32_t file_of[DESCRIPTORS];
static uint64_t inode_of_file[DESCRIPTORS];
static uint32_t files;
static int journal = -1;
static const char *folder;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define NEXT(name) ((__typeof__(name) *)dlsym(RTLD_NEXT, #name))

static void put(const void *bytes, size_t length) {
  const char *at = bytes;
  while (length > 0) {
    ssize_t done = NEXT(write)(journal, at, length);
    if (done <= 0) abort();
    at += done;
    length -= (size_t)done;
  }
}

static void note(enum kind kind, uint32_t file, uint64_t offset, const void *bytes, uint64_t length) {
  struct record record = {kind, file, offset, length};
  put(&record, sizeof record);
  if (bytes != NULL) put(bytes, length);
}

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("POWER_LOSS_JOURNAL");
  folder = getenv("POWER_LOSS_FOLDER");
  if (path == NULL || folder == NULL) return;
  journal = NEXT(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (journal < 0) abort();
}

static int is_ours(const char *path) { return journal >= 0 && path != NULL && strncmp(path, folder, strlen(folder)) == 0; }

/* Wal-index files are mapped, and nothing of them outlives a power cut. */
static int is_index(const char *path) {
  size_t length = strlen(path);
  return length > 4 && strcmp(path + length - 4, "-shm") == 0;
}

/* A number of a file that is gone may come back for a new one. */
static void forget(const char *path) {
  struct stat facts;
  if (lstat(path, &facts) != 0) return;
  for (uint32_t file = 1; file <= files; file += 1) {
    if (inode_of_file[file] == facts.st_ino) inode_of_file[file] = 0;
  }
}

static void opened(int descriptor, const char *path, int flags) {
  if (descriptor >= 0 && descriptor < DESCRIPTORS) file_of[descriptor] = 0;
  if (descriptor < 0 || !is_ours(path) || is_index(path)) return;
  if (descriptor >= DESCRIPTORS) abort();
  struct stat facts;
  if (fstat(descriptor, &facts) != 0) abort();
  pthread_mutex_lock(&lock);
  uint32_t file = 1;
  while (file <= files && inode_of_file[file] != facts.st_ino) file += 1;
  if (file > files) {
    if (file >= DESCRIPTORS) abort();
    files = file;
    inode_of_file[file] = facts.st_ino;
  }
  file_of[descriptor] = file;
  note(NAMED, file, S_ISDIR(facts.st_mode) ? 1 : 0, path, strlen(path));
  if (flags & O_TRUNC) note(TRUNCATED, file, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
}

static uint32_t ours(int descriptor) {
  return journal >= 0 && descriptor >= 0 && descriptor < DESCRIPTORS ? file_of[descriptor] : 0;
}

#define OPEN(name)                                       \
  int name(const char *path, int flags, ...) {           \
    va_list more;                                        \
    va_start(more, flags);                               \
    mode_t mode = va_arg(more, mode_t);                  \
    va_end(more);                                        \
    int descriptor = NEXT(name)(path, flags, mode);      \
    opened(descriptor, path, flags);                        \
    return descriptor;                                   \
  }
OPEN(open)
OPEN(open64)

int close(int descriptor) {
  if (descriptor >= 0 && descriptor < DESCRIPTORS) file_of[descriptor] = 0;
  return NEXT(close)(descriptor);
}

/* The lock is held over call and record, so that the journal's order is the file's own. */
#define PWRITE(name, offset_type)                                                              \
  ssize_t name(int descriptor, const void *bytes, size_t length, offset_type offset) {         \
    uint32_t file = ours(descriptor);                                                          \
    if (file == 0) return NEXT(name)(descriptor, bytes, length, offset);                       \
    pthread_mutex_lock(&lock);                                                                 \
    ssize_t done = NEXT(name)(descriptor, bytes, length, offset);                              \
    if (done > 0) note(WRITTEN, file, (uint64_t)offset, bytes, (uint64_t)done);                \
    pthread_mutex_unlock(&lock);                                                               \
    return done;                                                                               \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int descriptor, const void *bytes, size_t length) {
  uint32_t file = ours(descriptor);
  if (journal < 0 || (file == 0 && descriptor != STDOUT_FILENO)) return NEXT(write)(descriptor, bytes, length);
  pthread_mutex_lock(&lock);
  off_t at = file == 0 ? 0 : lseek(descriptor, 0, SEEK_CUR);
  ssize_t done = NEXT(write)(descriptor, bytes, length);
  if (done > 0) note(file == 0 ? SAID : WRITTEN, file, (uint64_t)at, bytes, (uint64_t)done);
  pthread_mutex_unlock(&lock);
  return done;
}

#define FTRUNCATE(name, length_type)                                  \
  int name(int descriptor, length_type length) {                      \
    uint32_t file = ours(descriptor);                                 \
    if (file == 0) return NEXT(name)(descriptor, length);             \
    pthread_mutex_lock(&lock);                                        \
    int failed = NEXT(name)(descriptor, length);                      \
    if (!failed) note(TRUNCATED, file, (uint64_t)length, NULL, 0);    \
    pthread_mutex_unlock(&lock);                                      \
    return failed;                                                    \
  }
FTRUNCATE(ftruncate, off_t)
FTRUNCATE(ftruncate64, off64_t)

/* Nothing is really synced: a kill keeps what the kernel has, and the loss is played from the journal. */
static int synced(int descriptor) {
  pthread_mutex_lock(&lock);
  note(SYNCED, ours(descriptor), 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return 0;
}

int fsync(int descriptor) { return ours(descriptor) ? synced(descriptor) : NEXT(fsync)(descriptor); }
int fdatasync(int descriptor) { return ours(descriptor) ? synced(descriptor) : NEXT(fdatasync)(descriptor); }

int unlink(const char *path) {
  if (!is_ours(path)) return NEXT(unlink)(path);
  pthread_mutex_lock(&lock);
  forget(path);
  int failed = NEXT(unlink)(path);
  if (!failed) note(REMOVED, 0, 0, path, strlen(path));
  pthread_mutex_unlock(&lock);
  return failed;
}

int rename(const char *from, const char *to) {
  if (!is_ours(from)) return NEXT(rename)(from, to);
  pthread_mutex_lock(&lock);
  forget(to);
  int failed = NEXT(rename)(from, to);
  if (!failed) {
    char both[8192];
    int length = snprintf(both, sizeof both, "%s%c%s", from, 0, to);
    if (length < 0 || length >= (int)sizeof both) abort();
    note(RENAMED, 0, 0, both, (uint64_t)length);
  }
  pthread_mutex_unlock(&lock);
  return failed;
}
