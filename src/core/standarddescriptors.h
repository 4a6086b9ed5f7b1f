// Standard input, output and error are open in every program of ours, whatever started it.
#pragma once

namespace mimir {

/// Call first in main(). A descriptor of the three that is closed would be given to the next file that is opened:
/// then a program waits for its own files' input, or prints into them. It becomes /dev/null, opened the wrong way
/// round, so that reading or printing still fails as it did. Output to a pipe that is set not to wait for its reader
/// waits all the same.
void openStandardDescriptors();

} // namespace mimir
