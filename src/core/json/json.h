// JSON at the edges, parsed by simdjson. Inside the program a value is its *canonical text*: minified, object
// keys in byte order (the last of duplicates wins), strings with the shortest escapes, number tokens exactly
// as written. So equal values are equal bytes, any JSON comes back as the type it was given, and
// 12345678901234567890 is not rounded.
//
// Lone surrogates (an emoji cut in half by an agent) and U+0000 become U+FFFD: neither SQLite nor PostgreSQL
// can store them.
//
// This header has objects, the reader, the writer, and what one value stands for. core/json/jsonparts.h takes
// canonical text apart, core/json/jsonrewriter.h changes the strings in it.
#pragma once

#include "core/json/jsonobject.h" // IWYU pragma: export
#include "core/json/jsonreader.h" // IWYU pragma: export
#include "core/json/jsonvalue.h"  // IWYU pragma: export
#include "core/json/jsonwriter.h" // IWYU pragma: export
