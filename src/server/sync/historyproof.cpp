#include "server/sync/historyproof.h"

#include "core/text.h"
#include "server/sync/randomhex.h"

#include <array>
#include <optional>
#include <sodium.h>
#include <vector>

namespace mimir::server {
namespace {

// Starts with a letter: digits alone are the milliseconds of the original contract.
constexpr char kSigned = 'p';
constexpr char kUnsigned = 'c';
constexpr int kAlphabet = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t kMacBytes = 16;
constexpr std::size_t kTagDigits = 32;
constexpr std::size_t kEarlierDigits = 12; // only a signed proof has any, so that no one can search for them
using Mac = std::array<char, kMacBytes>;

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

Error unknown()
{
    return Error {ErrorCode::CursorUnknown, "this position was not issued by this server"};
}

Mac macOf(std::string_view plain, const ProofSigner &signer)
{
    std::string message(signer.teamId);
    message += '\n';
    message += plain;
    std::array<unsigned char, crypto_generichash_KEYBYTES> key {};
    crypto_generichash(key.data(), key.size(), bytesOf(signer.key), signer.key.size(), nullptr, 0);
    Mac mac {};
    crypto_generichash(reinterpret_cast<unsigned char *>(mac.data()), mac.size(), bytesOf(message),
        message.size(), key.data(), key.size());
    return mac;
}

std::optional<std::string> decoded(std::string_view text)
{
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char *>(bytes.data()), bytes.size(), text.data(),
            text.size(), nullptr, &size, nullptr, kAlphabet)
        != 0)
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

std::optional<HistoryProof> readUnsigned(std::string_view plain)
{
    const auto parts = split(plain, ':');
    const auto position = countIn(parts[0]);
    if (parts.size() != 2 || !position)
        return std::nullopt;
    return HistoryProof {*position, std::string(parts[1]), {}, {}, false};
}

std::optional<HistoryProof> readSigned(std::string_view bytes, const ProofSigner &signer)
{
    if (bytes.size() < kMacBytes)
        return std::nullopt;
    const std::string_view plain = bytes.substr(kMacBytes);
    const Mac mac = macOf(plain, signer);
    if (sodium_memcmp(mac.data(), bytes.data(), kMacBytes) != 0)
        return std::nullopt;
    const auto parts = split(plain, ':');
    if (parts.size() < 4 || parts.size() % 2 != 0)
        return std::nullopt;
    const auto position = countIn(parts[0]);
    const auto tagRev = countIn(parts[2]);
    if (!position || !tagRev)
        return std::nullopt;
    HistoryProof proof {*position, std::string(parts[1]), {*tagRev, std::string(parts[3])}, {}, true};
    for (std::size_t at = 4; at < parts.size(); at += 2)
        proof.earlier.push_back({countIn(parts[at]).value_or(0), std::string(parts[at + 1])});
    return proof;
}

} // namespace

bool isSameTag(const HistoryTag &earlier, const HistoryTag &tag)
{
    return earlier.rev == tag.rev && !earlier.tag.empty() && tag.tag.starts_with(earlier.tag);
}

std::string makeTag(RandomSource &random)
{
    return hexDigits(randomBytes32(random)).substr(0, kTagDigits);
}

std::string makeProofKey(RandomSource &random)
{
    return hexDigits(randomBytes32(random));
}

std::string encodeProof(const HistoryProof &proof, const ProofSigner &signer)
{
    constexpr std::size_t roomForMac = 32, longest = kMaxProofBytes / 4 * 3 - roomForMac;
    std::string plain = std::to_string(proof.position) + ':' + proof.epoch + ':'
        + std::to_string(proof.tag.rev) + ':' + proof.tag.tag;
    for (const HistoryTag &tag : proof.earlier) {
        const std::string more = ':' + std::to_string(tag.rev) + ':' + tag.tag.substr(0, kEarlierDigits);
        if (plain.size() + more.size() > longest)
            break;
        plain += more;
    }
    const Mac mac = macOf(plain, signer);
    const std::string bytes = std::string(mac.data(), mac.size()) + plain;
    std::string out(sodium_base64_encoded_len(bytes.size(), kAlphabet), '\0');
    sodium_bin2base64(out.data(), out.size(), bytesOf(bytes), bytes.size(), kAlphabet);
    out.pop_back(); // the terminating NUL
    return kSigned + out;
}

Result<HistoryProof> decodeProof(std::string_view text, const ProofSigner &signer)
{
    if (text.size() > kMaxProofBytes || text.empty())
        return unknown();
    const auto bytes = decoded(text.substr(1));
    if (!bytes)
        return unknown();
    const auto proof = text.front() == kSigned ? readSigned(*bytes, signer)
        : text.front() == kUnsigned            ? readUnsigned(*bytes)
                                               : std::nullopt;
    return proof ? Result<HistoryProof>(*proof) : unknown();
}

} // namespace mimir::server
