// The wire contract (docs/protocol.md), written once for both sides.
//
// A batch goes up (`POST /api/v1/sync/batch`), one result per item comes back; pages come down
// (`GET /api/v1/sync/pull`). Rows are bare JSON objects with the original column names; everything the sync
// engine needs is in `_sync`, which a server or client of the original contract ignores. A pulled row carries
// `_sync.rev`, and so does the `item` of a result.
#pragma once

#include "core/wire/wireanswer.h"     // IWYU pragma: export
#include "core/wire/wirebatch.h"      // IWYU pragma: export
#include "core/wire/wiredigest.h"     // IWYU pragma: export
#include "core/wire/wirehealth.h"     // IWYU pragma: export
#include "core/wire/wirelimits.h"     // IWYU pragma: export
#include "core/wire/wirepage.h"       // IWYU pragma: export
#include "core/wire/wirepagewriter.h" // IWYU pragma: export
