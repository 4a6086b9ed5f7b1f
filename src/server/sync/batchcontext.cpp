#include "server/sync/batchcontext.h"

namespace mimir::server {

void BatchContext::touch(StoredRow &row)
{
    row.rev = ++team.rev;
    row.commitMs = commit;
    row.writer = device.pk;
    sharedChanged = sharedChanged || row.scope != Scope::Own;
    rows->changed(row);
}

void BatchContext::take(const Issue &issued)
{
    team.rev = issued.nextRev - 1;
    commit = issued.commitMs;
}

bool isForTeam(const json::Object &conversation)
{
    return conversation.text("visibility") == "team";
}

wire::ItemResult resultOf(const wire::Item &item, wire::Status status, std::int64_t rev)
{
    wire::ItemResult made;
    made.type = item.record.type;
    made.id = item.record.id;
    made.opSeq = item.opSeq;
    made.status = status;
    made.rev = rev;
    return made;
}

wire::ItemResult refusedResult(const wire::Item &item, std::string_view code, std::string message)
{
    wire::ItemResult made = resultOf(item, wire::Status::Rejected, 0);
    made.code = code;
    made.message = std::move(message);
    return made;
}

} // namespace mimir::server
