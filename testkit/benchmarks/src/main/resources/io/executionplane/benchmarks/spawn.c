/*
 * How often a machine can start /bin/true and see it end, with posix_spawn(3) and waitpid(2).
 *   spawn WORKERS SECONDS     prints how many, and in how many nanoseconds
 */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static long repeat(long long until) {
  char *arguments[] = {"true", NULL};
  long count = 0;
  while (now() < until) {
    pid_t child;
    int status;
    if (posix_spawn(&child, "/bin/true", NULL, NULL, arguments, environ) != 0 ||
        waitpid(child, &status, 0) != child || status != 0) {
      exit(1);
    }
    count++;
  }
  return count;
}

int main(int count, char **arguments) {
  if (count != 3) {
    return 2;
  }
  int workers = atoi(arguments[1]);
  long long begun = now();
  long long until = begun + atoi(arguments[2]) * 1000000000LL;
  int results[2];
  if (pipe(results) != 0) {
    return 1;
  }
  for (int i = 0; i < workers; i++) {
    if (fork() == 0) {
      long mine = repeat(until);
      return write(results[1], &mine, sizeof mine) == sizeof mine ? 0 : 1;
    }
  }
  long all = 0;
  for (int i = 0; i < workers; i++) {
    long one;
    if (read(results[0], &one, sizeof one) != sizeof one) {
      return 1;
    }
    all += one;
  }
  printf("%ld %lld\n", all, now() - begun);
  while (wait(NULL) > 0) {
  }
  return 0;
}
