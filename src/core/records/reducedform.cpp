#include "core/records/reducedform.h"

namespace mimir {

bool saysLess(std::string_view less, std::string_view more)
{
    if (less.find(kWithheldMark) == std::string_view::npos)
        return false;
    std::size_t searched = 0;
    while (true) {
        const std::size_t mark = less.find(kWithheldMark);
        const std::string_view piece = less.substr(0, mark);
        const std::size_t at = more.find(piece, searched);
        if (at == std::string_view::npos)
            return false;
        searched = at + piece.size();
        if (mark == std::string_view::npos)
            return true;
        const std::size_t end = less.find(']', mark);
        if (end == std::string_view::npos)
            return false;
        less.remove_prefix(end + 1);
    }
}

} // namespace mimir
