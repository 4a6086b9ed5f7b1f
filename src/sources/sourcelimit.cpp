#include "sources/sourcelimit.h"

#include <sqlite3.h>

namespace mimir {
namespace {

constexpr int kOpcodesBetweenLooks = 10'000;

} // namespace

SourceLimit::SourceLimit(Database &database, std::chrono::milliseconds longestStep)
    : m_database(database), m_longestStep(longestStep)
{
    restart();
    sqlite3_progress_handler(m_database.handle(), kOpcodesBetweenLooks, &SourceLimit::look, this);
}

SourceLimit::~SourceLimit()
{
    sqlite3_progress_handler(m_database.handle(), 0, nullptr, nullptr);
}

void SourceLimit::restart()
{
    m_end = std::chrono::steady_clock::now() + m_longestStep;
}

int SourceLimit::look(void *self)
{
    auto &limit = *static_cast<SourceLimit *>(self);
    limit.m_reached = limit.m_reached || std::chrono::steady_clock::now() > limit.m_end;
    return limit.m_reached ? 1 : 0;
}

} // namespace mimir
