"""An agent that keeps its history with Mimir Sync, through the C functions of libmimir-store."""
import ctypes, json, sys

lib = ctypes.CDLL("libmimir-store.so.0.1")
lib.mimir_error_message.restype = ctypes.c_char_p
lib.mimir_error_message.argtypes = lib.mimir_error_free.argtypes = lib.mimir_free.argtypes = [ctypes.c_void_p]

def call(function, *arguments):
    error = ctypes.c_void_p()
    if function(*arguments, ctypes.byref(error)):
        message = lib.mimir_error_message(error).decode()
        lib.mimir_error_free(error)
        raise RuntimeError(message)

store, text = ctypes.c_void_p(), ctypes.c_char_p()  # without a directory: the user's own profile
call(lib.mimir_store_open, sys.argv[1].encode() if len(sys.argv) > 1 else None, ctypes.byref(store))
records = [json.dumps(record).encode() for record in (
    {"type": "conversation", "id": "py-1", "title": "Fix login", "workspace": "/home/you/shop"},
    {"type": "message", "id": "py-m1", "conversation_id": "py-1", "role": "user", "content": "The login test fails."},
    {"type": "tool_call", "id": "py-t1", "conversation_id": "py-1", "tool_name": "bash", "status": "success",
     "arguments": {"command": "ctest"}, "result": "1 test failed"},
    {"type": "message", "id": "py-m2", "conversation_id": "py-1", "role": "assistant", "content": "Fixed."})]
array = (ctypes.c_char_p * len(records))(*records)  # together, or not at all
call(lib.mimir_store_write_all, store, array, None, ctypes.c_size_t(len(records)), None)
call(lib.mimir_store_read, store, b"conversation", b"py-1", ctypes.byref(text))
print(text.value.decode())
lib.mimir_free(text)
lib.mimir_store_close(store)
