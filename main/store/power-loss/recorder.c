// Loaded before the C library (LD_PRELOAD), it writes down what a process asks of the files in one folder, in order: every write, every
// change of length, every sync; and what the process says on its standard output. Nothing of what is asked is changed.
//
// POWER_FOLDER: the folder. POWER_LOG: the record, each entry `op(1) file(1) offset(8) length(4) data(length)`, little-endian:
// O a file is opened (data: its name) · W write · T truncated to offset · S synced · U unlinked · A said on standard output.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { most_fds = 4096, most_files = 64, longest_name = 256 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -2;
static signed char file_of[most_fds];
static char names[most_files][longest_name];
static int known = 0;

static void put(char op, int file, uint64_t offset, const void *data, uint32_t length) {
  unsigned char head[14];
  head[0] = (unsigned char)op;
  head[1] = (unsigned char)file;
  memcpy(head + 2, &offset, 8);
  memcpy(head + 10, &length, 4);
  syscall(SYS_write, log_fd, head, sizeof head);
  const char *at = data;
  uint32_t left = length;
  while (left > 0) {
    long done = syscall(SYS_write, log_fd, at, left);
    if (done <= 0) abort();
    at += done;
    left -= (uint32_t)done;
  }
}

static int ready(void) {
  if (log_fd == -2) {
    const char *path = getenv("POWER_LOG");
    log_fd = path == NULL ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    memset(file_of, -1, sizeof file_of);
  }
  return log_fd >= 0;
}

static void opened(int fd, const char *path) {
  if (fd < 0 || fd >= most_fds || path == NULL) return;
  pthread_mutex_lock(&lock);
  const char *folder = getenv("POWER_FOLDER");
  file_of[fd] = -1;
  if (ready() && folder != NULL && strncmp(path, folder, strlen(folder)) == 0 && path[strlen(folder)] == '/') {
    const char *name = path + strlen(folder) + 1;
    int file = 0;
    while (file < known && strcmp(names[file], name) != 0) file++;
    if (file == known && known < most_files && strlen(name) < longest_name) {
      strcpy(names[known++], name);
      put('O', file, 0, name, (uint32_t)strlen(name));
    }
    if (file < known) file_of[fd] = (signed char)file;
  }
  pthread_mutex_unlock(&lock);
}

// What is asked and its record are one step, so that the record has the order in which the disk was asked.
#define RECORDED(fd, call, op, offset, data, length)                                   \
  do {                                                                                 \
    pthread_mutex_lock(&lock);                                                         \
    int isOurs = ready() && (fd) >= 0 && (fd) < most_fds && file_of[fd] >= 0;          \
    uint64_t at = isOurs ? (uint64_t)(offset) : 0;                                     \
    long result = (call);                                                              \
    if (isOurs && result >= 0) put(op, file_of[fd], at, data, (uint32_t)(length));     \
    pthread_mutex_unlock(&lock);                                                       \
    return result;                                                                     \
  } while (0)

#define OPEN(name)                                                                     \
  int name(const char *path, int flags, ...) {                                         \
    va_list rest;                                                                      \
    va_start(rest, flags);                                                             \
    int mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, int) : 0;                \
    va_end(rest);                                                                      \
    static int (*real)(const char *, int, ...) = NULL;                                 \
    if (real == NULL) real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name); \
    int fd = real(path, flags, mode);                                                  \
    opened(fd, path);                                                                  \
    return fd;                                                                         \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  static int (*real)(int) = NULL;
  if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "close");
  pthread_mutex_lock(&lock);
  if (fd >= 0 && fd < most_fds && log_fd != -2) file_of[fd] = -1;
  pthread_mutex_unlock(&lock);
  return real(fd);
}

ssize_t write(int fd, const void *data, size_t length) {
  if (fd == STDOUT_FILENO) {
    pthread_mutex_lock(&lock);
    if (ready()) put('A', 0, 0, data, (uint32_t)length);
    pthread_mutex_unlock(&lock);
    return syscall(SYS_write, fd, data, length);
  }
  RECORDED(fd, syscall(SYS_write, fd, data, length), 'W', lseek(fd, 0, SEEK_CUR), data, result);
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
  RECORDED(fd, syscall(SYS_pwrite64, fd, data, length, offset), 'W', offset, data, result);
}
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
  RECORDED(fd, syscall(SYS_pwrite64, fd, data, length, offset), 'W', offset, data, result);
}
int ftruncate(int fd, off_t length) { RECORDED(fd, syscall(SYS_ftruncate, fd, length), 'T', length, "", 0); }
int ftruncate64(int fd, off64_t length) { RECORDED(fd, syscall(SYS_ftruncate, fd, length), 'T', length, "", 0); }
int fsync(int fd) { RECORDED(fd, syscall(SYS_fsync, fd), 'S', 0, "", 0); }
int fdatasync(int fd) { RECORDED(fd, syscall(SYS_fdatasync, fd), 'S', 0, "", 0); }

int unlink(const char *path) {
  pthread_mutex_lock(&lock);
  int result = (int)syscall(SYS_unlink, path);
  const char *folder = getenv("POWER_FOLDER");
  if (result == 0 && ready() && folder != NULL && strncmp(path, folder, strlen(folder)) == 0) {
    for (int file = 0; file < known; file++)
      if (strcmp(names[file], path + strlen(folder) + 1) == 0) put('U', file, 0, "", 0);
  }
  pthread_mutex_unlock(&lock);
  return result;
}
