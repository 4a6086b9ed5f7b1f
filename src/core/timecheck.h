// Times are milliseconds since 1970. Seconds or microseconds in their place would be stored for good, and
// would stand in the wrong century on every device.
#pragma once

#include "core/record.h"

namespace mimir {

/// Error: Validation, naming the field and the unit that it seems to be in, for a time before 2001 or after
/// 2100.
Result<void> checkTimes(const Record &record);
/// The same for what is in the store already: its other odd times may be those of a clock that was wrong.
Result<void> checkUnits(const Record &record);

} // namespace mimir
