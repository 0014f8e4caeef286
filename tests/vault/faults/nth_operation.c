/* Loaded before the C library: counts the operations that change files below a folder, and at the Nth of them kills
 * the process or lets the operation fail. SQLite's own test method, for everything that one process does to its disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[PATH_MAX];
static size_t folder_length;
static long counted, target;
static int how, sticky; /* how: 0 kill, else the errno to fail with */

/* Called from the program under test: count from now on, and act at operation *at* (0: never). */
void nth_arm(const char *below, long at, int with, int stays) {
    strncpy(folder, below, PATH_MAX - 1);
    folder_length = strlen(folder);
    counted = 0;
    target = at;
    how = with;
    sticky = stays;
}

long nth_counted(void) { return counted; }

static int below(const char *path) { return folder_length && !strncmp(path, folder, folder_length); }

static int open_below(int descriptor) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return below(path);
}

static int refused(void) {
    counted++;
    if (!target || (sticky ? counted < target : counted != target)) return 0;
    if (!how) {
        kill(getpid(), SIGKILL);
        for (;;) pause();
    }
    errno = how;
    return 1;
}

#define REAL(type, name, ...) type (*real)(__VA_ARGS__) = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t pwrite64(int fd, const void *data, size_t size, off_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t);
    return folder_length && open_below(fd) && refused() ? -1 : real(fd, data, size, at);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    return folder_length && fd > 2 && open_below(fd) && refused() ? -1 : real(fd, data, size);
}

int ftruncate64(int fd, off_t size) {
    REAL(int, "ftruncate64", int, off_t);
    return folder_length && open_below(fd) && refused() ? -1 : real(fd, size);
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int fsync(int fd) {
    REAL(int, "fsync", int);
    return folder_length && open_below(fd) && refused() ? -1 : real(fd);
}
int fdatasync(int fd) {
    REAL(int, "fdatasync", int);
    return folder_length && open_below(fd) && refused() ? -1 : real(fd);
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    return below(path) && refused() ? -1 : real(path);
}

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    return below(to) && refused() ? -1 : real(from, to);
}

static int open_any(const char *name, const char *path, int flags, mode_t mode) {
    REAL(int, name, const char *, int, ...);
    return (flags & O_CREAT) && below(path) && refused() ? -1 : real(path, flags, mode);
}
#define OPEN(name)                                            \
    int name(const char *path, int flags, ...) {              \
        mode_t mode = 0;                                      \
        if (flags & O_CREAT) {                                \
            va_list rest;                                     \
            va_start(rest, flags);                            \
            mode = va_arg(rest, mode_t);                      \
            va_end(rest);                                     \
        }                                                     \
        return open_any(#name, path, flags, mode);            \
    }
OPEN(open)
OPEN(open64)
