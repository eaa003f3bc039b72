// A reader driver (IFD handler 3.0) in front of the virtual reader's own: while a file `unplugged` lies beside it, it says that its
// device is gone, as the driver of a reader does whose cable was pulled. Everything else is passed on to `vpcd.so` beside it. A file
// `seen` lies beside it from the moment pcscd has been told so, until it has been told otherwise.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long Dword;
typedef long Response;
typedef unsigned char Byte;
typedef struct {
  unsigned long protocol;
  unsigned long length;
} IoHeader;

static const Response communicationError = 612;
static const Response noSuchDevice = 617;

static void *behind;
static char marker[4096];
static char seen[4096];

__attribute__((constructor)) static void openBehind(void) {
  Dl_info self;
  if (!dladdr((void *)openBehind, &self)) return;
  char *path = strdup(self.dli_fname);
  char *slash = path == NULL ? NULL : strrchr(path, '/');
  if (slash == NULL) return;
  *slash = '\0';
  char driver[4096];
  snprintf(driver, sizeof driver, "%s/vpcd.so", path);
  snprintf(marker, sizeof marker, "%s/unplugged", path);
  snprintf(seen, sizeof seen, "%s/seen", path);
  behind = dlopen(driver, RTLD_NOW | RTLD_LOCAL);
  if (behind == NULL) fprintf(stderr, "unpluggable reader: %s\n", dlerror());
  free(path);
}

static int isUnplugged(void) { return access(marker, F_OK) == 0; }

static void *passedOn(const char *name) { return behind == NULL ? NULL : dlsym(behind, name); }

Response IFDHCreateChannelByName(Dword lun, char *device) {
  Response (*call)(Dword, char *) = passedOn("IFDHCreateChannelByName");
  return isUnplugged() ? noSuchDevice : call == NULL ? communicationError : call(lun, device);
}

Response IFDHCreateChannel(Dword lun, Dword channel) {
  Response (*call)(Dword, Dword) = passedOn("IFDHCreateChannel");
  return isUnplugged() ? noSuchDevice : call == NULL ? communicationError : call(lun, channel);
}

Response IFDHCloseChannel(Dword lun) {
  Response (*call)(Dword) = passedOn("IFDHCloseChannel");
  return call == NULL ? communicationError : call(lun);
}

Response IFDHGetCapabilities(Dword lun, Dword tag, Dword *length, Byte *value) {
  Response (*call)(Dword, Dword, Dword *, Byte *) = passedOn("IFDHGetCapabilities");
  return call == NULL ? communicationError : call(lun, tag, length, value);
}

Response IFDHSetCapabilities(Dword lun, Dword tag, Dword length, Byte *value) {
  Response (*call)(Dword, Dword, Dword, Byte *) = passedOn("IFDHSetCapabilities");
  return call == NULL ? communicationError : call(lun, tag, length, value);
}

Response IFDHSetProtocolParameters(Dword lun, Dword protocol, Byte flags, Byte pts1, Byte pts2, Byte pts3) {
  Response (*call)(Dword, Dword, Byte, Byte, Byte, Byte) = passedOn("IFDHSetProtocolParameters");
  return call == NULL ? communicationError : call(lun, protocol, flags, pts1, pts2, pts3);
}

Response IFDHPowerICC(Dword lun, Dword action, Byte *atr, Dword *length) {
  Response (*call)(Dword, Dword, Byte *, Dword *) = passedOn("IFDHPowerICC");
  return isUnplugged() || call == NULL ? communicationError : call(lun, action, atr, length);
}

Response IFDHTransmitToICC(Dword lun, IoHeader sent, Byte *command, Dword commandLength, Byte *response,
                           Dword *responseLength, IoHeader *received) {
  Response (*call)(Dword, IoHeader, Byte *, Dword, Byte *, Dword *, IoHeader *) = passedOn("IFDHTransmitToICC");
  if (isUnplugged() || call == NULL) {
    *responseLength = 0;
    return communicationError;
  }
  return call(lun, sent, command, commandLength, response, responseLength, received);
}

Response IFDHControl(Dword lun, Dword code, Byte *sent, Dword sentLength, Byte *received, Dword receivedLength,
                     Dword *returned) {
  Response (*call)(Dword, Dword, Byte *, Dword, Byte *, Dword, Dword *) = passedOn("IFDHControl");
  return call == NULL ? communicationError : call(lun, code, sent, sentLength, received, receivedLength, returned);
}

Response IFDHICCPresence(Dword lun) {
  Response (*call)(Dword) = passedOn("IFDHICCPresence");
  if (isUnplugged()) {
    FILE *file = fopen(seen, "w");
    if (file != NULL) fclose(file);
    return noSuchDevice;
  }
  unlink(seen);
  return call == NULL ? communicationError : call(lun);
}
