/* Stands in for the shim: hands its arguments to the warm JVM behind the Unix socket named by HANDFAST_BOGO_SOCKET
   and gives back what comes: standard output, standard error, exit status. */
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int jvm;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void put(const void *data, size_t length) {
  const char *at = data;
  while (length > 0) {
    ssize_t n = write(jvm, at, length);
    if (n <= 0) fail("write");
    at += n;
    length -= (size_t) n;
  }
}

static void put_number(size_t value) {
  uint32_t number = htonl((uint32_t) value);
  put(&number, sizeof number);
}

static void get(void *data, size_t length) {
  char *at = data;
  while (length > 0) {
    ssize_t n = read(jvm, at, length);
    if (n <= 0) fail("read");
    at += n;
    length -= (size_t) n;
  }
}

static uint32_t get_number(void) {
  uint32_t number;
  get(&number, sizeof number);
  return ntohl(number);
}

static void copy(FILE *to) {
  uint32_t length = get_number();
  char *text = malloc(length + 1);
  if (text == NULL) fail("malloc");
  get(text, length);
  fwrite(text, 1, length, to);
  fflush(to);
  free(text);
}

int main(int count, char **words) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  const char *path = getenv("HANDFAST_BOGO_SOCKET");
  if (path == NULL || strlen(path) >= sizeof address.sun_path) {
    fprintf(stderr, "HANDFAST_BOGO_SOCKET must name the socket of the warm JVM\n");
    return 1;
  }
  strcpy(address.sun_path, path);
  jvm = socket(AF_UNIX, SOCK_STREAM, 0);
  if (jvm < 0 || connect(jvm, (struct sockaddr *) &address, sizeof address) != 0) fail(path);
  put_number((size_t) count - 1);
  for (int i = 1; i < count; i++) {
    put_number(strlen(words[i]));
    put(words[i], strlen(words[i]));
  }
  copy(stdout);
  copy(stderr);
  return (int) get_number();
}
