#include "core/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <simdjson.h>

namespace mimir::json {
namespace {

using simdjson::ondemand::json_type;

Error malformed(std::string_view why)
{
    return Error {ErrorCode::Malformed, std::string(why)};
}

// `hex` are the four digits of a \u escape; D800–DBFF are high surrogates, DC00–DFFF low ones.
bool isSurrogate(const char *hex, std::string_view secondDigits)
{
    return (hex[0] | 0x20) == 'd'
        && secondDigits.find(static_cast<char>(hex[1] | 0x20)) != std::string_view::npos;
}
bool isHighSurrogate(const char *hex)
{
    return isSurrogate(hex, "89ab");
}
bool isLowSurrogate(const char *hex)
{
    return isSurrogate(hex, "cdef");
}

// Turns \u0000 and lone surrogate escapes into \ufffd in place: the text keeps its length.
void repairEscapes(char *text, std::size_t size)
{
    char *end = text + size;
    char *p = text;
    while ((p = static_cast<char *>(std::memchr(p, '\\', static_cast<std::size_t>(end - p)))) != nullptr) {
        if (end - p < 6 || p[1] != 'u') {
            p += 2;
            if (p >= end)
                return;
            continue;
        }
        const bool nul = std::memcmp(p + 2, "0000", 4) == 0;
        const bool high = isHighSurrogate(p + 2);
        if (high && end - p >= 12 && p[6] == '\\' && p[7] == 'u' && isLowSurrogate(p + 8)) {
            p += 12;
            continue;
        }
        if (nul || high || isLowSurrogate(p + 2))
            std::memcpy(p + 2, "fffd", 4);
        p += 6;
    }
}

bool isNumberToken(std::string_view token)
{
    std::size_t i = 0;
    const auto digits = [&] {
        const std::size_t from = i;
        while (i < token.size() && token[i] >= '0' && token[i] <= '9')
            ++i;
        return i > from;
    };
    if (i < token.size() && token[i] == '-')
        ++i;
    if (i < token.size() && token[i] == '0')
        ++i;
    else if (!digits())
        return false;
    if (i < token.size() && token[i] == '.') {
        ++i;
        if (!digits())
            return false;
    }
    if (i < token.size() && (token[i] == 'e' || token[i] == 'E')) {
        ++i;
        if (i < token.size() && (token[i] == '+' || token[i] == '-'))
            ++i;
        if (!digits())
            return false;
    }
    return i == token.size();
}

struct OverLimit {
    std::string_view what;
    ErrorCode code = ErrorCode::Malformed;
};

void sortKeepingLast(std::vector<Member> &members)
{
    std::stable_sort(
        members.begin(), members.end(), [](const Member &a, const Member &b) { return a.key < b.key; });
    std::vector<Member> unique;
    for (Member &member : members) {
        if (!unique.empty() && unique.back().key == member.key)
            unique.back() = std::move(member);
        else
            unique.push_back(std::move(member));
    }
    members = std::move(unique);
}

bool isSorted(const std::vector<Member> &members)
{
    return std::ranges::is_sorted(members, std::ranges::less_equal(), &Member::key);
}

std::string_view trimmed(std::string_view text)
{
    const auto last = text.find_last_not_of(" \t\r\n");
    return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

} // namespace

// Walks a document once with simdjson's on-demand reader. Throws simdjson_error inside; every entry point
// below turns it into a Result.
class Parser {
public:
    Parser(std::string_view text, Origin origin) : m_text(text), m_counts(origin == Origin::Stranger)
    {
        repairEscapes(m_text.data(), m_text.size());
        m_document = m_parser.iterate(m_text);
    }

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
            std::string text;
            append(element.value(), text, 2);
            result.push_back(std::move(text));
        }
        requireEnd();
        return result;
    }

    Envelope envelope(std::span<const std::string_view> names, std::size_t mostElements)
    {
        Envelope result;
        result.arrays.resize(names.size());
        std::vector<Member> head;
        std::size_t members = 0;
        std::size_t elements = 0;
        for (auto member : m_document.get_object()) {
            if (++members > kMaxHeadMembers)
                throw OverLimit {"the head has more than 64 members"};
            std::string key(std::string_view(member.unescaped_key()));
            const auto name = std::find(names.begin(), names.end(), key);
            simdjson::ondemand::value value = member.value();
            if (name != names.end() && value.type() == json_type::array) {
                auto &into = result.arrays[static_cast<std::size_t>(name - names.begin())];
                for (auto element : value.get_array()) {
                    if (++elements > mostElements)
                        throw OverLimit {"it has too many items", ErrorCode::TooLarge};
                    into.push_back(readElement(element.get_object(), 3));
                }
            } else if (name != names.end() && value.type() != json_type::null) {
                throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE);
            } else {
                std::string text;
                append(value, text, 2);
                head.push_back({std::move(key), std::move(text)});
            }
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
            appendQuoted(out, std::string_view(value.get_string()));
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

    void append(simdjson::ondemand::value value, std::string &out, int depth)
    {
        if (depth > kMaxNesting)
            throw OverLimit {"it is nested more than 32 levels deep"};
        switch (value.type()) {
        case json_type::object:
            appendObject(value.get_object(), out, depth);
            return;
        case json_type::array: {
            out += '[';
            bool first = true;
            for (auto element : value.get_array()) {
                if (!first)
                    out += ',';
                first = false;
                append(element.value(), out, depth + 1);
            }
            out += ']';
            return;
        }
        default:
            appendScalar(value, value.type(), out);
        }
    }

    void appendObject(simdjson::ondemand::object object, std::string &out, int depth)
    {
        out += Object(readMembers(object, depth)).toJson();
    }

    std::vector<Member> readMembers(simdjson::ondemand::object object, int depth)
    {
        std::vector<Member> members;
        for (auto member : object) {
            if (m_counts && members.size() == kMaxMembers)
                throw OverLimit {kTooManyMembers};
            Member next {std::string(std::string_view(member.unescaped_key())), {}};
            append(member.value(), next.json, depth + 1);
            members.push_back(std::move(next));
        }
        return members;
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
                append(member.value(), next.json, depth + 1);
                members.push_back(std::move(next));
            } catch (const OverLimit &over) {
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

    simdjson::padded_string m_text;
    const bool m_counts; ///< a stranger's document: its members are counted
    simdjson::ondemand::parser m_parser;
    simdjson::ondemand::document m_document;
};

namespace {

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
auto guarded(std::string_view text, Origin origin, Read read)
    -> Result<decltype(read(std::declval<Parser &>()))>
{
    try {
        Parser parser(text, origin);
        return read(parser);
    } catch (const OverLimit &over) {
        return Error {over.code, std::string(over.what)};
    } catch (const simdjson::simdjson_error &error) {
        return malformed(wordsOf(error.error()));
    }
}

} // namespace

Object::Object(std::vector<Member> members) : m_members(std::move(members))
{
    if (!isSorted(m_members))
        sortKeepingLast(m_members);
}

const std::string *Object::find(std::string_view key) const
{
    const auto at = std::lower_bound(m_members.begin(), m_members.end(), key,
        [](const Member &m, std::string_view k) { return m.key < k; });
    return at != m_members.end() && at->key == key ? &at->json : nullptr;
}

bool Object::isNullOrAbsent(std::string_view key) const
{
    const std::string *value = find(key);
    return !value || *value == "null";
}

std::optional<std::string> Object::text(std::string_view key) const
{
    const std::string *value = find(key);
    return value ? unquoted(*value) : std::nullopt;
}

std::optional<std::int64_t> Object::integer(std::string_view key) const
{
    const std::string *value = find(key);
    return value ? toInteger(*value) : std::nullopt;
}

std::optional<bool> Object::boolean(std::string_view key) const
{
    const std::string *value = find(key);
    if (!value || (*value != "true" && *value != "false"))
        return std::nullopt;
    return *value == "true";
}

std::vector<std::string> Object::texts(std::string_view key) const
{
    std::vector<std::string> out;
    const std::string *value = find(key);
    if (!value)
        return out;
    if (const auto elements = parseArray(*value))
        for (const std::string &element : *elements)
            if (auto text = unquoted(element))
                out.push_back(std::move(*text));
    return out;
}

void Object::set(std::string_view key, std::string canonicalJson)
{
    // Fast path: a caller that copies an object adds its members in order.
    const bool isLast = m_members.empty() || m_members.back().key < key;
    const auto at = isLast ? m_members.end()
                           : std::lower_bound(m_members.begin(), m_members.end(), key,
                               [](const Member &m, std::string_view k) { return m.key < k; });
    if (at != m_members.end() && at->key == key)
        at->json = std::move(canonicalJson);
    else
        m_members.insert(at, Member {std::string(key), std::move(canonicalJson)});
}

void Object::setText(std::string_view key, std::string_view utf8)
{
    set(key, quoted(utf8));
}
void Object::setInteger(std::string_view key, std::int64_t value)
{
    set(key, std::to_string(value));
}
void Object::setBool(std::string_view key, bool value)
{
    set(key, value ? "true" : "false");
}

void Object::remove(std::string_view key)
{
    std::erase_if(m_members, [key](const Member &m) { return m.key == key; });
}

void Object::apply(std::vector<Member> edits)
{
    const Object sorted(std::move(edits));
    std::vector<Member> merged;
    merged.reserve(m_members.size() + sorted.m_members.size());
    auto own = m_members.begin();
    for (const Member &edit : sorted.m_members) {
        while (own != m_members.end() && own->key < edit.key)
            merged.push_back(std::move(*own++));
        if (own != m_members.end() && own->key == edit.key)
            ++own;
        if (edit.json != "null")
            merged.push_back(edit);
    }
    std::move(own, m_members.end(), std::back_inserter(merged));
    m_members = std::move(merged);
}

std::string Object::toJson() const
{
    std::size_t size = 2;
    for (const Member &member : m_members)
        size += member.key.size() + member.json.size() + 4;
    std::string out;
    out.reserve(size);
    out += '{';
    for (const Member &member : m_members) {
        if (out.size() > 1)
            out += ',';
        appendQuoted(out, member.key);
        out += ':';
        out += member.json;
    }
    out += '}';
    return out;
}

Result<std::string> canonical(std::string_view text, Origin origin)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    const std::string_view bare = first == std::string_view::npos ? text : trimmed(text.substr(first));
    if (isNumberToken(bare))
        return std::string(bare);
    return guarded(text, origin, [](Parser &parser) { return parser.whole(); });
}

Result<Object> parseObject(std::string_view text, Origin origin)
{
    return guarded(text, origin, [](Parser &parser) { return parser.object(); });
}

Result<std::vector<std::string>> parseArray(std::string_view text, Origin origin)
{
    return guarded(text, origin, [](Parser &parser) { return parser.array(); });
}

Result<Envelope> parseEnvelope(
    std::string_view text, std::span<const std::string_view> arrays, std::size_t mostElements)
{
    return guarded(
        text, Origin::Stranger, [&](Parser &parser) { return parser.envelope(arrays, mostElements); });
}

namespace {

// Finds the next byte that needs an escape, eight at a time: bodies are long and have few.
std::size_t plainRun(std::string_view text, std::size_t from)
{
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t tops = 0x8080808080808080;
    const auto zeroIn = [](std::uint64_t word) { return (word - ones) & ~word & tops; };
    for (; from + 8 <= text.size(); from += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + from, 8);
        const std::uint64_t control = (word - ones * 0x20) & ~word & tops;
        if (control | zeroIn(word ^ (ones * '"')) | zeroIn(word ^ (ones * '\\')))
            break;
    }
    while (from < text.size() && static_cast<unsigned char>(text[from]) >= 0x20 && text[from] != '"'
        && text[from] != '\\')
        ++from;
    return from;
}

} // namespace

void appendQuoted(std::string &out, std::string_view utf8)
{
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    std::size_t from = 0;
    for (std::size_t i = plainRun(utf8, 0); i < utf8.size(); i = plainRun(utf8, i + 1)) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        out.append(utf8, from, i - from);
        from = i + 1;
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            out += "\\u00";
            out += hex[c >> 4];
            out += hex[c & 15];
        }
    }
    out.append(utf8, from, utf8.size() - from);
    out += '"';
}

std::string quoted(std::string_view utf8)
{
    std::string out;
    out.reserve(utf8.size() + utf8.size() / 16 + 2);
    appendQuoted(out, utf8);
    return out;
}

std::string arrayOfTexts(const std::vector<std::string> &texts)
{
    std::string out = "[";
    for (const std::string &text : texts) {
        if (out.size() > 1)
            out += ',';
        appendQuoted(out, text);
    }
    return out + ']';
}

std::optional<std::string> unquoted(std::string_view text)
{
    if (text.size() < 2 || text.front() != '"' || text.back() != '"')
        return std::nullopt;
    text = text.substr(1, text.size() - 2);
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t escape = std::min(text.find('\\'), text.size());
        out.append(text.substr(0, escape));
        text.remove_prefix(escape);
        if (text.size() < 2)
            break;
        switch (text[1]) {
        case 'b':
            out += '\b';
            break;
        case 'f':
            out += '\f';
            break;
        case 'n':
            out += '\n';
            break;
        case 'r':
            out += '\r';
            break;
        case 't':
            out += '\t';
            break;
        case 'u': {
            // Canonical text writes \u only for control characters below 0x20.
            unsigned code = 0;
            if (text.size() >= 6)
                std::from_chars(text.data() + 2, text.data() + 6, code, 16);
            out += static_cast<char>(code);
            text.remove_prefix(std::min<std::size_t>(4, text.size() - 2));
            break;
        }
        default:
            out += text[1];
        }
        text.remove_prefix(2);
    }
    return out;
}

std::optional<std::int64_t> toInteger(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc() && end == text.data() + text.size())
        return value;
    // 5.0 and 5e3 are integers too, as far as a double is exact.
    const auto real = toReal(text);
    if (real && std::nearbyint(*real) == *real && std::fabs(*real) < 9007199254740992.0)
        return static_cast<std::int64_t>(*real);
    return std::nullopt;
}

std::optional<double> toReal(std::string_view text)
{
    if (!isNumberToken(text))
        return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::string fromReal(double value)
{
    if (!std::isfinite(value))
        return "null"; // JSON cannot express it
    if (std::nearbyint(value) == value && std::fabs(value) < 9007199254740992.0)
        return std::to_string(static_cast<std::int64_t>(value));
    char buffer[40];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
    return error == std::errc() ? std::string(buffer, end) : std::string("0");
}

bool isStorable(std::string_view text)
{
    return simdjson::validate_utf8(text.data(), text.size()) && text.find('\0') == std::string_view::npos;
}

std::string scrubbed(std::string_view text)
{
    if (isStorable(text))
        return std::string(text);
    static constexpr std::string_view replacement = "\xEF\xBF\xBD";
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1
            : lead < 0xC2                      ? 0
            : lead < 0xE0                      ? 2
            : lead < 0xF0                      ? 3
            : lead < 0xF5                      ? 4
                                               : 0;
        if (lead != 0 && length != 0 && i + length <= text.size()
            && simdjson::validate_utf8(text.data() + i, length)) {
            out.append(text, i, length);
            i += length;
        } else {
            out += replacement;
            ++i;
        }
    }
    return out;
}

} // namespace mimir::json
