#include "teams/tokenstore.h"

namespace mimir {
namespace {

using Tokens = std::optional<std::string>;

// A token is removed from the former store only once the present one has it: it may be used only once.
class MovedTokenStore final : public TokenStore {
public:
    MovedTokenStore(std::unique_ptr<TokenStore> present, std::unique_ptr<TokenStore> former)
        : m_present(std::move(present)), m_former(std::move(former))
    {
    }

    void read(const std::string &key, Read done) override
    {
        m_present->read(key, [this, key, done = std::move(done)](const Result<Tokens> &found) {
            if (!found || *found)
                return done(found);
            m_former->read(key, [this, key, done](const Result<Tokens> &left) {
                if (!left || !*left)
                    return done(left);
                write(key, **left, [done, left](const Result<void> &) { done(left); });
            });
        });
    }
    void write(const std::string &key, const std::string &secret, Written done) override
    {
        m_present->write(key, secret, [this, key, done = std::move(done)](const Result<void> &written) {
            if (!written)
                return done(written);
            m_former->remove(key, [done, written](const Result<void> &) { done(written); });
        });
    }
    void remove(const std::string &key, Written done) override
    {
        m_former->remove(key, [this, key, done = std::move(done)](const Result<void> &left) {
            m_present->remove(
                key, [done, left](const Result<void> &removed) { done(removed ? left : removed); });
        });
    }
    void onUsableAgain(const std::function<void()> &listener) override { m_present->onUsableAgain(listener); }
    Kind kind() const override { return m_present->kind(); }

private:
    std::unique_ptr<TokenStore> m_present, m_former;
};

} // namespace

std::unique_ptr<TokenStore> makeMovedTokenStore(
    std::unique_ptr<TokenStore> present, std::unique_ptr<TokenStore> former)
{
    return std::make_unique<MovedTokenStore>(std::move(present), std::move(former));
}

} // namespace mimir
