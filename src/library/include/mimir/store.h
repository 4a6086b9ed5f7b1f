/* The history of Mimir Sync as a library, for any language that can call C. docs/library.md has the contract.
 *
 * Results: every function returns MIMIR_OK or another mimir_code. Unless it says otherwise, nothing has
 * changed then. `error`, where it is not NULL, receives an object that says why (or NULL): mimir_error_free()
 * frees it.
 *
 * Texts: UTF-8. Documents (JSON, SQL) come with their length in bytes, MIMIR_TEXT for one that ends with a
 * NUL; names (directory, type, id) end with a NUL. What a function hands out, mimir_free() frees.
 *
 * Durable: what was acknowledged with MIMIR_OK is on the disk and in the outbox, both in one transaction.
 *
 * Threads: any thread may use a store, and calls for one store run one after another; for several at once,
 * open one each. After fork() the child opens its own: its parent's stores are not open there.
 *
 * Processes: any number of them may have the same history open. A write waits up to ten seconds for another
 * one.
 */
#ifndef MIMIR_STORE_H
#define MIMIR_STORE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define MIMIR_API __attribute__((visibility("default")))
#else
#define MIMIR_API
#endif

/* The length of a text that ends with a NUL. */
#define MIMIR_TEXT ((size_t)-1)

typedef struct mimir_store mimir_store;
typedef struct mimir_error mimir_error;

/* The numbers never change; later versions may have more of them. */
enum mimir_code {
    MIMIR_OK = 0,
    MIMIR_UNKNOWN = 1,    /* out of memory, or a fault of the library */
    MIMIR_USAGE = 2,      /* NULL where there must be something, or a store that is not open */
    MIMIR_MALFORMED = 3,  /* not JSON, not UTF-8, nested too deeply */
    MIMIR_VALIDATION = 4, /* JSON, but not a record; text that is not SQL */
    MIMIR_TOO_LARGE = 5,  /* an item may have 8 MiB */
    MIMIR_IMMUTABLE = 6,  /* audit entries are never changed or deleted */
    MIMIR_NOT_FOUND = 7,
    MIMIR_EXISTS = 8,         /* this id was deleted */
    MIMIR_FORBIDDEN = 9,      /* what this statement or call may not touch */
    MIMIR_STORE_CORRUPT = 10, /* damaged, or emptied */
    MIMIR_STORE_NEWER = 11,   /* written by a newer version: update the library */
    MIMIR_STORE_READ_ONLY = 12,
    MIMIR_STORE_FULL = 13, /* the disk */
    MIMIR_STORE_BUSY = 14, /* another process wrote for more than ten seconds: try again */
    MIMIR_STORE_FAILED = 15,
    MIMIR_STORE_REPLACED = 16,  /* another file stands where the open store was: close, and open again */
    MIMIR_STORE_GONE = 17,      /* no file stands there any more */
    MIMIR_FOREIGN_PROFILE = 18, /* it belongs to another user, or others may write to it */
    MIMIR_STORE_FOREIGN = 19    /* the database of another program stands where the history should */
};

/* What a write did. */
enum mimir_outcome {
    MIMIR_CREATED = 1,
    MIMIR_CHANGED = 2,
    MIMIR_UNCHANGED = 3 /* all was so already; nothing is queued */
};

/* "0.1.0", of the library that is loaded. */
MIMIR_API const char *mimir_store_version(void);

/* Opens the history in a profile's directory, which is made if it is not there. NULL: the profile that the
 * programs use (MIMIR_PROFILE, else mimir-sync in the user's data directory). */
MIMIR_API int mimir_store_open(const char *directory, mimir_store **store, mimir_error **error);
/* Waits for calls of other threads. Afterwards every call with it is MIMIR_USAGE. */
MIMIR_API int mimir_store_close(mimir_store *store);

/* One record, as `mimir record` takes it: {"type":"message","id":…,…}. An id that exists changes in the
 * fields named (null clears one), `"deleted":true` deletes. `outcome` (a mimir_outcome) may be NULL. */
MIMIR_API int mimir_store_write(
    mimir_store *store, const char *record, size_t length, int *outcome, mimir_error **error);
/* All of them in one transaction, or none. `lengths` NULL: each ends with a NUL. `outcomes`: NULL, or room
 * for `count`, not to be read after a failure. */
MIMIR_API int mimir_store_write_all(mimir_store *store, const char *const *records, const size_t *lengths,
    size_t count, int *outcomes, mimir_error **error);
/* `type`: conversation, message, tool_call. What is not there: MIMIR_OK, and MIMIR_UNCHANGED. */
MIMIR_API int mimir_store_remove(
    mimir_store *store, const char *type, const char *id, int *outcome, mimir_error **error);
/* The record as JSON, as it could be written again. MIMIR_NOT_FOUND when it is not there, or was deleted. */
MIMIR_API int mimir_store_read(
    mimir_store *store, const char *type, const char *id, char **record, mimir_error **error);

/* One SELECT. `values`: a JSON array of texts, numbers, booleans and nulls for its parameters, or NULL.
 * `rows`: a JSON array of objects by the names of the columns. */
MIMIR_API int mimir_store_query(mimir_store *store, const char *sql, size_t sql_length, const char *values,
    size_t values_length, char **rows, mimir_error **error);
/* One INSERT, UPDATE or DELETE of conversations, messages, tool_calls or audit_logs; it is queued like a
 * write. `changed`: how many rows, not counting those that a DELETE hid; may be NULL. */
MIMIR_API int mimir_store_execute(mimir_store *store, const char *sql, size_t sql_length, const char *values,
    size_t values_length, int64_t *changed, mimir_error **error);

/* The outbox. Mimir Sync empties it automatically; only a program that sends the history elsewhere needs what
 * follows (docs/library.md, "A sync of your own"). */

/* Sends a record again; not needed after a write. What was given up after ten failures is ready again. */
MIMIR_API int mimir_store_queue_for_sync(
    mimir_store *store, const char *type, const char *id, mimir_error **error);
/* What is due, at most `limit`, conversations first: a JSON array of
 * {"type","id","action","level","edited_at", "op_seq","retries","team"}. Empty in privacy mode. */
MIMIR_API int mimir_store_pending_sync(mimir_store *store, size_t limit, char **items, mimir_error **error);
/* Takes items, a JSON array of objects that mimir_store_pending_sync() gave, out of the outbox. One that was
 * edited since stays in it. MIMIR_FORBIDDEN for one that is bound to a team. All or none. */
MIMIR_API int mimir_store_mark_synced(
    mimir_store *store, const char *items, size_t length, mimir_error **error);
/* Counts one failure against an item, which is due again later; after the tenth it waits for the user.
 * `message`: what the other side said; may be NULL. */
MIMIR_API int mimir_store_mark_failed(
    mimir_store *store, const char *item, size_t length, const char *message, mimir_error **error);

/* Of NULL: MIMIR_OK, "ok", "". The texts live as long as the object. `name` is that of `--json`:
 * "store_full". */
MIMIR_API int mimir_error_code(const mimir_error *error);
MIMIR_API const char *mimir_error_name(const mimir_error *error);
MIMIR_API const char *mimir_error_message(const mimir_error *error);
MIMIR_API void mimir_error_free(mimir_error *error);
/* The name of a code; never freed. "unknown" for one that this version does not know. */
MIMIR_API const char *mimir_code_name(int code);
/* Frees a text that a function has handed out. NULL is nothing. */
MIMIR_API void mimir_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
