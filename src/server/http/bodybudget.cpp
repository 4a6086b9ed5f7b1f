#include "server/http/bodybudget.h"

namespace mimir::server {

bool BodyBudget::raise(BodyShare &share, std::size_t bytes)
{
    if (bytes <= share.bytes)
        return true;
    const std::size_t more = bytes - share.bytes;
    std::size_t &ofGroup = m_byGroup[share.group];
    ofGroup += more;
    m_all += more;
    share.bytes = bytes;
    return m_all <= m_most && ofGroup <= m_mostOfGroup;
}

void BodyBudget::release(BodyShare &share)
{
    const auto ofGroup = m_byGroup.find(share.group);
    if (share.bytes == 0 || ofGroup == m_byGroup.end())
        return;
    m_all -= share.bytes;
    ofGroup->second -= share.bytes;
    if (ofGroup->second == 0)
        m_byGroup.erase(ofGroup);
    share.bytes = 0;
}

} // namespace mimir::server
