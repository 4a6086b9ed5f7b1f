// The functions of mimir/store.h for the outbox.
#include "core/text.h"
#include "library/callsupport.h"
#include "library/outboxitems.h"

using namespace mimir;
using namespace mimir::library;

namespace {

constexpr std::size_t kMostOfMessage = 500;

} // namespace

int mimir_store_queue_for_sync(mimir_store *store, const char *type, const char *id, mimir_error **error)
{
    return changing(store, error, [&](OpenStore &open) -> Result<void> {
        const auto which = named(type, id);
        MIMIR_TRY(which);
        return open.ownSync().queue(which->type, which->id);
    });
}

int mimir_store_pending_sync(mimir_store *store, size_t limit, char **items, mimir_error **error)
{
    if (items)
        *items = nullptr;
    return changing(store, error, [&](OpenStore &open) -> Result<void> {
        if (!items)
            return isNull("items");
        const auto pending = open.ownSync().pending(limit);
        MIMIR_TRY(pending);
        return giveOut(pendingToJson(*pending), items);
    });
}

int mimir_store_mark_synced(mimir_store *store, const char *items, size_t length, mimir_error **error)
{
    return changing(store, error, [&](OpenStore &open) -> Result<void> {
        const auto text = textOf(items, length, "items");
        MIMIR_TRY(text);
        const auto parsed = referencesFromJson(*text);
        MIMIR_TRY(parsed);
        return open.ownSync().markSynced(*parsed);
    });
}

int mimir_store_mark_failed(
    mimir_store *store, const char *item, size_t length, const char *message, mimir_error **error)
{
    return changing(store, error, [&](OpenStore &open) -> Result<void> {
        const auto text = textOf(item, length, "item");
        MIMIR_TRY(text);
        const auto parsed = referenceFromJson(*text);
        MIMIR_TRY(parsed);
        const std::string_view said = message ? std::string_view(message).substr(0, kMostOfMessage) : "";
        return open.ownSync().markFailed(*parsed, scrubbed(said));
    });
}
