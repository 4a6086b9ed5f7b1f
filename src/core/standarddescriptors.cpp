#include "core/standarddescriptors.h"

#include <fcntl.h>
#include <initializer_list>
#include <unistd.h>

namespace mimir {

void openStandardDescriptors()
{
    // In ascending order: open() takes the lowest that is free.
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(descriptor, F_GETFD) < 0)
            (void)::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

} // namespace mimir
