/*
 * How long one byte takes to a program in a raw terminal that sends it back, and again.
 *   ptyecho SECONDS     prints the nanoseconds of each round trip, a line each
 */
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int count, char **arguments) {
  if (count != 2) {
    return 2;
  }
  struct termios raw;
  cfmakeraw(&raw);
  int terminal;
  pid_t child = forkpty(&terminal, NULL, &raw, NULL);
  if (child == 0) {
    execl("/bin/cat", "cat", (char *)NULL);
    _exit(127);
  }
  long long until = now() + atoi(arguments[1]) * 1000000000LL;
  char byte = 'x';
  while (now() < until) {
    long long begun = now();
    if (write(terminal, &byte, 1) != 1 || read(terminal, &byte, 1) != 1) {
      return 1;
    }
    printf("%lld\n", now() - begun);
  }
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  return 0;
}
