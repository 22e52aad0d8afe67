/* Clients and servers of other programs, and what happens to the files of sockets. */
#ifndef FUZZ_SERVERS_H
#define FUZZ_SERVERS_H

void
servers_begin(void);

void
servers_end(void);

/* When all listeners have closed: their files are gone, and those of others are not. */
void
servers_check_files(void);

/* A client connects to one of the paths, whoever listens there. */
void
servers_connect_client(void);

/* A server of another program listens at one of the paths. */
void
servers_listen(void);

void
servers_accept(void);

void
servers_close_one(void);

void
servers_remove_file(void);

void
servers_put_file(void);

void
servers_rename_file(void);

#endif
