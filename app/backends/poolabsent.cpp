// The pool in a program that was built without libnats.
#include "app/backends/pooladapter.h"

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> absent() { return failure(errors::NotFound, {{u"what"_s, u"libnats"_s}}); }

class NoPool final : public PoolAdapter {
public:
    void start(Result<> /*studio*/) override { }

    [[nodiscard]] ui::PoolState state() const override { return {.ability = ui::PoolAbility::None}; }
    [[nodiscard]] ui::PoolFleet fleet() const override { return {}; }
    void setWatched(bool /*isWatched*/) override { }
    [[nodiscard]] QStringList addresses() const override { return {}; }
    [[nodiscard]] Result<> host(const QString & /*listen*/, quint16 /*port*/) override { return absent(); }
    void stopHosting() override { }
    [[nodiscard]] Result<ui::PoolInvitation> invite(const QString & /*name*/, ui::PoolRole /*role*/) override
    {
        return absent();
    }
    [[nodiscard]] Result<> saveInvitation(const SecretBytes & /*text*/, const QString & /*path*/) override
    {
        return absent();
    }
    [[nodiscard]] Result<> removeBox(const QString & /*name*/) override { return absent(); }
    [[nodiscard]] Result<> join(const SecretBytes & /*invitation*/) override { return absent(); }
    [[nodiscard]] Result<> joinFile(const QString & /*path*/) override { return absent(); }
    Task<> leave() override { return Task<>::finished(absent()); }
    void setWorking(bool /*isWanted*/) override { }
    Task<int> draw(QList<recipe::GenerationRequest> /*requests*/) override { return Task<int>::finished(absent()); }
    void forgetAskError() override { }
};

} // namespace

std::unique_ptr<PoolAdapter> PoolAdapter::make(Services & /*services*/) { return std::make_unique<NoPool>(); }

} // namespace ain::app
