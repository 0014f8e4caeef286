/* Loaded before the C library: sees every operation that changes files below one folder. It can write them down, and
 * at the Nth of them kill the process or let the operation fail. That is SQLite's own test method, for everything that
 * one process does to its disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { NOTHING, KILL, NO_SPACE, IO_ERROR, NO_SYNC }; /* what happens at the Nth operation */

static char folder[PATH_MAX];
static size_t folder_length;
static long counted, target;
static int how, sticky, trace = -1;

#define REAL(type, name, ...) type (*real)(__VA_ARGS__) = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

/* Called from the program under test: act at operation *at* (0: never) of those below *below*. */
void shim_arm(const char *below, long at, int with, int stays) {
    strncpy(folder, below, PATH_MAX - 1);
    folder_length = strlen(folder);
    counted = 0;
    target = at;
    how = with;
    sticky = stays;
}

long shim_counted(void) { return counted; }

/* From now on every operation goes to this descriptor, as it is done. */
void shim_trace(int descriptor) { trace = descriptor; }

static int below(const char *path) {
    return folder_length && !strncmp(path, folder, folder_length) && (path[folder_length] == '/' || !path[folder_length]);
}

/* The path behind a descriptor, where it lies below the folder. */
static int opened_below(int descriptor, char *path) {
    char link[64];
    if (!folder_length) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return below(path);
}

static int joined_below(int descriptor, const char *name, char *path) {
    if (name[0] == '/' || descriptor == AT_FDCWD) {
        strncpy(path, name, PATH_MAX - 1);
        return below(path);
    }
    if (!opened_below(descriptor, path)) return 0;
    size_t length = strlen(path);
    snprintf(path + length, PATH_MAX - length, "/%s", name);
    return 1;
}

static void note(char kind, const char *path, long long at, const void *data, long long size) {
    if (trace < 0) return;
    REAL(ssize_t, "write", int, const void *, size_t);
    char head[PATH_MAX + 64];
    int length = snprintf(head, sizeof head, "%c\t%s\t%lld\t%lld\n", kind, path, at, size);
    real(trace, head, length);
    if (size) real(trace, data, size);
}

/* A word of the program under test, in its place between the operations. */
void shim_say(const char *word) { note('!', word, 0, "", 0); }

static int touches(char kind) {
    if (how == NO_SPACE) return kind == 'W' || kind == 'C' || kind == 'M';
    if (how == NO_SYNC) return kind == 'S';
    return 1;
}

static int refused(char kind) {
    if (!touches(kind)) return 0;
    counted++;
    if (!target || (sticky ? counted < target : counted != target)) return 0;
    if (how == KILL) {
        kill(getpid(), SIGKILL);
        for (;;) pause();
    }
    errno = how == NO_SPACE ? ENOSPC : EIO;
    return 1;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t);
    char path[PATH_MAX];
    if (!opened_below(fd, path)) return real(fd, data, size, at);
    if (refused('W')) {
        int why = errno;
        if (why == ENOSPC && size > 1) { /* a full disk takes what still fits */
            real(fd, data, size / 2, at);
            note('W', path, at, data, size / 2);
        }
        errno = why;
        return -1;
    }
    ssize_t done = real(fd, data, size, at);
    if (done > 0) note('W', path, at, data, done);
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    char path[PATH_MAX];
    if (fd <= 2 || fd == trace || !opened_below(fd, path)) return real(fd, data, size);
    if (refused('W')) return -1;
    off_t at = fcntl(fd, F_GETFL) & O_APPEND ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
    ssize_t done = real(fd, data, size);
    if (done > 0) note('W', path, at, data, done);
    return done;
}

int ftruncate64(int fd, off_t size) {
    REAL(int, "ftruncate64", int, off_t);
    char path[PATH_MAX];
    if (!opened_below(fd, path)) return real(fd, size);
    if (refused('T')) return -1;
    int done = real(fd, size);
    if (!done) note('T', path, size, "", 0);
    return done;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int synced(const char *name, int fd) {
    REAL(int, name, int);
    char path[PATH_MAX];
    if (!opened_below(fd, path)) return real(fd);
    if (refused('S')) {
        note('X', path, 0, "", 0);
        errno = EIO;
        return -1;
    }
    int done = real(fd);
    if (!done) note('S', path, 0, "", 0);
    return done;
}
int fsync(int fd) { return synced("fsync", fd); }
int fdatasync(int fd) { return synced("fdatasync", fd); }

int unlink(const char *name) {
    REAL(int, "unlink", const char *);
    if (!below(name)) return real(name);
    if (refused('U')) return -1;
    int done = real(name);
    if (!done) note('U', name, 0, "", 0);
    return done;
}

int unlinkat(int fd, const char *name, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    char path[PATH_MAX];
    if (!joined_below(fd, name, path)) return real(fd, name, flags);
    if (refused('U')) return -1;
    int done = real(fd, name, flags);
    if (!done) note('U', path, 0, "", 0);
    return done;
}

int rmdir(const char *name) {
    REAL(int, "rmdir", const char *);
    if (!below(name)) return real(name);
    if (refused('U')) return -1;
    int done = real(name);
    if (!done) note('U', name, 0, "", 0);
    return done;
}

int mkdir(const char *name, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    if (!below(name)) return real(name, mode);
    if (refused('M')) return -1;
    int done = real(name, mode);
    if (!done) note('M', name, 0, "", 0);
    return done;
}

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    if (!below(to)) return real(from, to);
    if (refused('R')) return -1;
    int done = real(from, to);
    if (!done) note('R', from, 0, to, strlen(to));
    return done;
}

/* Opening changes the disk where it makes or empties a file. */
static int opened(const char *path, int flags, int descriptor, int was_there) {
    if (descriptor >= 0 && (flags & O_CREAT) && !was_there) note('C', path, 0, "", 0);
    if (descriptor >= 0 && (flags & O_TRUNC) && was_there) note('T', path, 0, "", 0);
    return descriptor;
}

#define MODE(flags)                        \
    mode_t mode = 0;                       \
    if ((flags) & (O_CREAT | __O_TMPFILE)) { \
        va_list rest;                      \
        va_start(rest, flags);             \
        mode = va_arg(rest, mode_t);       \
        va_end(rest);                      \
    }

#define OPEN(name)                                                                                   \
    int name(const char *path, int flags, ...) {                                                     \
        MODE(flags)                                                                                  \
        REAL(int, #name, const char *, int, ...);                                                    \
        if (!(flags & (O_CREAT | O_TRUNC)) || !below(path)) return real(path, flags, mode);          \
        int was_there = !access(path, F_OK);                                                         \
        if ((!was_there || (flags & O_TRUNC)) && refused(was_there ? 'T' : 'C')) return -1;          \
        return opened(path, flags, real(path, flags, mode), was_there);                              \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                                 \
    int name(int fd, const char *path, int flags, ...) {                                             \
        MODE(flags)                                                                                  \
        REAL(int, #name, int, const char *, int, ...);                                               \
        char whole[PATH_MAX];                                                                        \
        if (!(flags & (O_CREAT | O_TRUNC)) || !joined_below(fd, path, whole)) return real(fd, path, flags, mode); \
        int was_there = !access(whole, F_OK);                                                        \
        if ((!was_there || (flags & O_TRUNC)) && refused(was_there ? 'T' : 'C')) return -1;          \
        return opened(whole, flags, real(fd, path, flags, mode), was_there);                         \
    }
OPENAT(openat)
OPENAT(openat64)
