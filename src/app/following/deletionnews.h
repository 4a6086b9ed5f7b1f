// Which histories are about to be deleted by their agents, as news for a person.
#pragma once

#include "core/result.h"
#include "storage/store.h"

#include <QProcessEnvironment>
#include <QStringList>

namespace mimir {

/// A sentence for each agent that deletes within a week what is not in the history, of which the person has not been
/// told within the last week and which has not been switched off here; notes that it is told now. Looks at the agents'
/// folders, which takes a moment where they are large. Errors: Store*.
Result<QStringList> takeDeletionNews(Store &store, const QProcessEnvironment &environment);

} // namespace mimir
