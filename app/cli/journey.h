// The whole way once, for real: from an empty directory to a token that survives kill -9 and a restore.
#pragma once

#include "app/cli/session.h"
#include "core/recipe/generationrequest.h"

#include <QElapsedTimer>

namespace ain::cli {

struct JourneyOptions {
    QString directory; ///< empty or absent; keeps vault, picture and report afterwards
    QString prompt; ///< of the picture; empty: the same one always
    QString funderKeyFile; ///< a funded key, on networks without a faucet
};

/// Thread: main. Reports each step on standard error as it ends.
class Journey : public QObject {
    Q_OBJECT
public:
    Journey(Session &session, JourneyOptions options);
    ~Journey() override;

    /// {"ok","steps":[{"name","ok","ms"}],"image","token","owner","proof",…}; a step that fails ends the way, and its
    /// error stands in its step.
    Task<json::Value> run();

private:
    using Step = Task<> (Journey::*)();

    Task<> createVault();
    Task<> createWallet();
    Task<> fund();
    Task<> send();
    Task<> createCollection();
    Task<> draw();
    Task<> mint();
    Task<> refuseSecondMint();
    Task<> seeToken();
    Task<> checkRecipe();
    Task<> giveToken();
    Task<> proveOwner();
    Task<> quitAndRestart();
    Task<> killWhileSending();
    Task<> restoreBackup();
    Task<> restoreWords();

    Task<> openAgain();
    Task<> waitForKnownEnds();
    Task<qint64> killOneSend(int afterMs);
    Task<wallet::TxRecord> confirm(wallet::Draft draft);
    Task<> expectToken(crypto::Address owner);
    [[nodiscard]] QString path(const QString &name) const { return m_options.directory + u'/' + name; }
    /// A step found something else than it must find.
    [[nodiscard]] static tl::unexpected<Error> unexpectedFinding(const QString &what);
    void writeReport(const json::Value &report) const;

    Session &m_session;
    JourneyOptions m_options;
    QString m_network;
    QString m_passwordFile;
    vault::KeyRecord m_creator;
    vault::KeyRecord m_friend;
    SecretBytes m_phrase;
    ainft::Collection m_collection;
    QString m_tokenId;
    QString m_imageSha256;
    recipe::GenerationRequest m_recipe; ///< as it was drawn
    QStringList m_unknownWords;
    Amount m_sentToFriend;
    json::Value m_proof;
};

} // namespace ain::cli
