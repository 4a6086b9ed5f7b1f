#include "core/json/jsonreader.h"

#include "core/json/jsonrepair.h"
#include "core/json/jsonscan.h"
#include "core/json/jsonvalue.h"
#include "core/json/jsonwriter.h"
#include "core/text.h"

#include <algorithm>
#include <simdjson.h>
#include <utility>

namespace mimir::json {
namespace {

using simdjson::ondemand::json_type;

struct OverLimit {
    std::string_view what;
    ErrorCode code = ErrorCode::Malformed;
};

// What reading a document needs besides it. Kept for the next one, since most are small and many.
struct Buffers {
    /// More than this is given back.
    static constexpr std::size_t kMostKept = std::size_t(1) << 20;

    std::string text; ///< the document, and what simdjson may read behind it
    std::string part; ///< of it, until its size is known
    simdjson::ondemand::parser parser;

    static Buffers &ofThread()
    {
        static thread_local Buffers buffers;
        return buffers;
    }
};

// The token of a string that is canonical text already: all of its escapes are the shortest ones.
bool isCanonicalString(std::string_view token)
{
    if (token.size() < 2 || token.front() != '"' || token.back() != '"')
        return false;
    for (std::size_t at = findNear(token, '\\', 0); at != std::string_view::npos;
         at = findNear(token, '\\', at + 2))
        if (at + 2 >= token.size()
            || std::string_view("\"\\bfnrt").find(token[at + 1]) == std::string_view::npos)
            return false;
    return true;
}

// Walks a document once with simdjson's on-demand reader. Throws simdjson_error inside; every entry point
// below turns it into a Result.
class Parser {
public:
    Parser(std::string_view text, Author author)
        : m_buffers(Buffers::ofThread()), m_counts(author == Author::Stranger)
    {
        std::string &copy = m_buffers.text;
        copy.assign(text);
        copy.append(simdjson::SIMDJSON_PADDING, '\0');
        repairEscapes(copy.data(), text.size());
        m_document
            = m_buffers.parser.iterate(simdjson::padded_string_view(copy.data(), text.size(), copy.size()));
    }
    ~Parser()
    {
        if (m_buffers.text.capacity() > Buffers::kMostKept || m_buffers.part.capacity() > Buffers::kMostKept)
            m_buffers = Buffers();
    }
    Parser(const Parser &) = delete;
    Parser &operator=(const Parser &) = delete;

    std::string whole()
    {
        std::string out;
        if (m_document.is_scalar()) // has no ondemand::value
            appendScalar(m_document, m_document.type(), out);
        else
            append(simdjson::ondemand::value(m_document), out, 1);
        requireEnd();
        return out;
    }

    Object object()
    {
        Object result(readMembers(m_document.get_object(), 1));
        requireEnd();
        return result;
    }

    std::vector<std::string> array()
    {
        std::vector<std::string> result;
        for (auto element : m_document.get_array()) {
            if (m_counts && result.size() == kMaxElements)
                throw OverLimit {"an array has more than 4,096 elements"};
            result.push_back(valueAt(element.value(), 2));
        }
        requireEnd();
        return result;
    }

    Envelope envelope(std::span<const std::string_view> names, std::size_t mostElements)
    {
        Envelope result;
        result.arrays.resize(names.size());
        result.isThere.resize(names.size());
        m_elementsLeft = mostElements;
        std::vector<Member> head;
        std::size_t members = 0;
        for (auto member : m_document.get_object()) {
            if (++members > kMaxHeadMembers)
                throw OverLimit {"the head has more than 64 members"};
            std::string key(std::string_view(member.unescaped_key()));
            const auto name = std::find(names.begin(), names.end(), key);
            simdjson::ondemand::value value = member.value();
            if (name == names.end() || value.type() == json_type::null) {
                head.push_back({std::move(key), valueAt(value, 2)});
                continue;
            }
            const auto index = static_cast<std::size_t>(name - names.begin());
            result.isThere[index] = true;
            readElements(value.get_array(), result.arrays[index]);
        }
        requireEnd();
        result.head = Object(std::move(head));
        return result;
    }

private:
    template <typename Scalar>
    void appendScalar(Scalar &&value, json_type type, std::string &out)
    {
        switch (type) {
        case json_type::string:
            appendString(value, out);
            return;
        case json_type::boolean:
            out += bool(value.get_bool()) ? "true" : "false";
            return;
        case json_type::null:
            if (!value.is_null())
                throw simdjson::simdjson_error(simdjson::N_ATOM_ERROR);
            out += "null";
            return;
        case json_type::number: {
            const std::string_view token = trimmed(std::string_view(value.raw_json_token()));
            if (!isNumberToken(token))
                throw simdjson::simdjson_error(simdjson::NUMBER_ERROR);
            out += token; // only peeked at: the iteration above consumes it
            return;
        }
        default:
            throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE);
        }
    }

    template <typename Scalar>
    static void appendString(Scalar &value, std::string &out)
    {
        const std::string_view token = trimmed(std::string_view(value.raw_json_token()));
        if (!isCanonicalString(token))
            return appendQuoted(out, std::string_view(value.get_string()));
        out += token; // only peeked at
        if (value.get_raw_json_string().error())
            throw simdjson::simdjson_error(simdjson::STRING_ERROR);
    }

    // Of exactly its size.
    std::string valueAt(simdjson::ondemand::value value, int depth)
    {
        m_buffers.part.clear();
        append(value, m_buffers.part, depth);
        return m_buffers.part;
    }

    void append(simdjson::ondemand::value value, std::string &out, int depth)
    {
        if (depth > kMaxNesting)
            throw OverLimit {"it is nested more than 32 levels deep"};
        switch (value.type()) {
        case json_type::object:
            appendObject(value.get_object(), out, depth);
            return;
        case json_type::array:
            appendArray(value.get_array(), out, depth);
            return;
        default:
            appendScalar(value, value.type(), out);
        }
    }

    void appendArray(simdjson::ondemand::array array, std::string &out, int depth)
    {
        out += '[';
        bool first = true;
        for (auto element : array) {
            if (!first)
                out += ',';
            first = false;
            append(element.value(), out, depth + 1);
        }
        out += ']';
    }

    // A member that was appended to `out`: its name, and where `"name":value` begins and ends.
    struct Place {
        std::string_view key;
        std::size_t begin, end;
    };

    void appendObject(simdjson::ondemand::object object, std::string &out, int depth)
    {
        const std::size_t first = m_places.size();
        out += '{';
        const std::size_t begin = out.size();
        for (auto member : object) {
            if (m_counts && m_places.size() - first == kMaxMembers)
                throw OverLimit {kTooManyMembers};
            const std::string_view key = member.unescaped_key();
            const std::size_t at = out.size();
            appendQuoted(out, key);
            out += ':';
            append(member.value(), out, depth + 1);
            m_places.push_back({key, at, out.size()});
            out += ',';
        }
        sortMembers(out, begin, first);
        m_places.resize(first);
        if (out.size() > begin)
            out.pop_back();
        out += '}';
    }

    // Into byte order, from `begin` on; of members with the same name the last one stays.
    void sortMembers(std::string &out, std::size_t begin, std::size_t first)
    {
        const std::span<Place> places = std::span(m_places).subspan(first);
        if (std::ranges::is_sorted(places, std::ranges::less_equal(), &Place::key))
            return;
        std::ranges::sort(places, [](const Place &one, const Place &other) {
            return one.key != other.key ? one.key < other.key : one.begin < other.begin;
        });
        const std::string unsorted = out.substr(begin);
        out.resize(begin);
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (i + 1 < places.size() && places[i].key == places[i + 1].key)
                continue;
            out.append(unsorted, places[i].begin - begin, places[i].end - places[i].begin);
            out += ',';
        }
    }

    std::vector<Member> readMembers(simdjson::ondemand::object object, int depth)
    {
        std::vector<Member> members;
        members.reserve(kUsualMembers);
        for (auto member : object) {
            if (m_counts && members.size() == kMaxMembers)
                throw OverLimit {kTooManyMembers};
            std::string key(std::string_view(member.unescaped_key()));
            members.push_back({std::move(key), valueAt(member.value(), depth + 1)});
        }
        return members;
    }

    void readElements(simdjson::ondemand::array elements, std::vector<Element> &into)
    {
        for (auto element : elements) {
            if (m_elementsLeft-- == 0)
                throw OverLimit {"it has too many items", ErrorCode::TooLarge};
            into.push_back(readElement(element.get_object(), 3));
        }
    }

    // After the first member that exceeds a limit, only what identifies the item is read.
    Element readElement(simdjson::ondemand::object object, int depth)
    {
        Element element;
        std::vector<Member> members;
        std::size_t names = 0;
        for (auto member : object) {
            Member next {std::string(std::string_view(member.unescaped_key())), {}};
            if (members.size() >= kMaxMembers)
                element.fault = kTooManyMembers;
            if (!element.fault.empty() && (!isName(next.key) || ++names > kMostNames))
                continue;
            try {
                next.json = valueAt(member.value(), depth + 1);
                members.push_back(std::move(next));
            } catch (const OverLimit &over) {
                m_places.clear();
                element.fault = over.what;
            }
        }
        element.object = Object(std::move(members));
        return element;
    }

    // Members that identify the item.
    static bool isName(std::string_view key) { return key == "id" || key == "_sync"; }

    void requireEnd()
    {
        if (m_document.current_location().error() != simdjson::OUT_OF_BOUNDS)
            throw simdjson::simdjson_error(simdjson::TAPE_ERROR);
    }

    static constexpr std::string_view kTooManyMembers = "an object has more than 4,096 members";
    static constexpr std::size_t kMostNames = 8;
    static constexpr std::size_t kUsualMembers = 16;

    Buffers &m_buffers;
    const bool m_counts;            ///< a stranger's document: its members are counted
    std::size_t m_elementsLeft = 0; ///< of all arrays of an envelope together
    std::vector<Place> m_places;    ///< of the objects that are being appended, outermost first
    simdjson::ondemand::document m_document;
};

// simdjson's own messages are written for its users.
std::string_view wordsOf(simdjson::error_code code)
{
    switch (code) {
    case simdjson::UTF8_ERROR:
        return "it is not UTF-8";
    case simdjson::EMPTY:
        return "it has no text";
    case simdjson::INCORRECT_TYPE:
        return "it is not a JSON object";
    case simdjson::DEPTH_ERROR:
        return "it is nested more than 32 levels deep";
    default:
        return "it is not valid JSON";
    }
}

// Text is copied before it is read, so a byte that is not UTF-8 is an error here and never reaches a store.
template <typename Read>
auto guarded(std::string_view text, Author author, Read read)
    -> Result<decltype(read(std::declval<Parser &>()))>
{
    try {
        Parser parser(text, author);
        return read(parser);
    } catch (const OverLimit &over) {
        return Error {over.code, std::string(over.what)};
    } catch (const simdjson::simdjson_error &error) {
        return Error {ErrorCode::Malformed, std::string(wordsOf(error.error()))};
    }
}

} // namespace

Result<std::string> canonical(std::string_view text, Author author)
{
    if (const std::string_view bare = trimmed(text); isNumberToken(bare))
        return std::string(bare);
    return guarded(text, author, [](Parser &parser) { return parser.whole(); });
}

Result<Object> parseObject(std::string_view text, Author author)
{
    return guarded(text, author, [](Parser &parser) { return parser.object(); });
}

Result<std::vector<std::string>> parseArray(std::string_view text, Author author)
{
    return guarded(text, author, [](Parser &parser) { return parser.array(); });
}

Result<Envelope> parseEnvelope(
    std::string_view text, std::span<const std::string_view> arrays, std::size_t mostElements)
{
    return guarded(
        text, Author::Stranger, [&](Parser &parser) { return parser.envelope(arrays, mostElements); });
}

} // namespace mimir::json
