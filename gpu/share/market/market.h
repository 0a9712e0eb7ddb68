// The sharing app on chain: what stands there, and the transactions that both sides put into it by hand.
#pragma once

#include "core/light/lightclient.h"
#include "core/wallet/wallet.h"
#include "gpu/share/market/records.h"

#include <QObject>

namespace ain::market {

/// A record with how far it can be trusted. Below an app, a proof is the app's word (docs/threats.md); since the rules
/// of this app have no owner (checkApp()), nobody could have made it look so later.
template<typename T>
struct Found {
    std::optional<T> record; ///< empty: there is none, or not one that is read here
    light::ProofMark mark;
    std::optional<Error> why; ///< why it is not trusted more, or not read
    std::shared_ptr<const light::ProofBundle> bundle;
};

struct ProviderView {
    crypto::Address address;
    Registration registration;
    Amount stake; ///< by the node's word
};

/// Lives in the main thread. All amounts that leave are in the drafts, which the user confirms (Wallet::confirm()).
class Market : public QObject {
    Q_OBJECT
public:
    /// `light` null: nothing is proven, everything is a gateway's word. All must outlive it.
    Market(AppDefinition app, wallet::Wallet &wallet, chain::ChainClient &client, Clock &clock, Rng &rng,
           light::LightClient *light = nullptr);

    [[nodiscard]] const AppDefinition &app() const { return m_app; }
    [[nodiscard]] light::LightClient *light() const { return m_light; }
    /// Now, as the chain will see it: ms since 1970.
    [[nodiscard]] qint64 chainNowMs() const;

    /// Whether the app is there and is what its name promises; asked of the chain until it is once. Nothing is signed
    /// or taken before. Errors: ShareAppMissing, ShareAppDiffers, those of ChainClient.
    Task<> checkApp();
    Task<Found<SessionTerms>> session(QString sessionId);
    Task<Found<SettleRecord>> settle(QString sessionId, int seq);
    Task<std::optional<Registration>> registration(crypto::Address provider);
    Task<Amount> stakeOf(crypto::Address provider);
    /// Registered ones with enough stake, cheapest first; at most `limit` of those that a node tells. Its word: a hint
    /// whom to ask.
    Task<QList<ProviderView>> providers(int limit = 200);

    // --- Drafts -------------------------------------------------------------------------------------------------
    Task<wallet::Draft> prepareInstall(QString accountId);
    Task<wallet::Draft> prepareStake(QString accountId, Amount amount);
    /// Errors: ShareNotStaked.
    Task<wallet::Draft> prepareRegister(QString accountId, Registration registration);
    Task<wallet::Draft> prepareUnregister(QString accountId);
    Task<wallet::Draft> prepareBatch(QString accountId, Batch batch);
    /// Deletes what the rules let anybody delete: of these sessions, the record and the settles of their first `tabs`
    /// tabs. Empty ones and such that are too young make the dry run fail.
    Task<wallet::Draft> prepareDelete(QString accountId, QString sessionId, int tabs);
    /// What Payer::prepareSession() opens a session with.
    Task<wallet::Draft> prepareSession(QString accountId, QString sessionId, SessionTerms terms);

private:
    template<typename T>
    Task<Found<T>> read(QString path, std::function<Result<T>(const json::Value &)> parse);
    Task<wallet::Draft> prepare(QString accountId, Result<json::Value> operation, Amount leaving,
                                QList<wallet::Fact> facts);

    AppDefinition m_app;
    wallet::Wallet &m_wallet;
    chain::ChainClient &m_client;
    Clock &m_clock;
    Rng &m_rng;
    light::LightClient *m_light;
    bool m_isChecked = false;
};

} // namespace ain::market
