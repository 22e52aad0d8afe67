/* Clients and servers of other programs, and what happens to the files of sockets. */
#ifndef FUZZ_SERVERS_H
#define FUZZ_SERVERS_H

/* Forgets all servers and files. */
void
servers_begin(void);

/* Closes all servers. */
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

/* One of them accepts a client. */
void
servers_accept(void);

/* One of them closes, and leaves its file. */
void
servers_close_one(void);

/* One of the paths is unlinked. */
void
servers_remove_file(void);

/* A regular file is made at one of the paths. */
void
servers_put_file(void);

/* A file goes from one of the paths to another. */
void
servers_rename_file(void);

#endif
