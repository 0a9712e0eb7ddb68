// Has pictures drawn by others on the market: asks who is open for it, gives the job to one of them and to the next
// when that one gives it back or falls silent, checks what comes, and signs for what holds.
#pragma once

#include "core/ainft/contentstore.h"
#include "core/base/clock.h"
#include "core/base/rng.h"
#include "core/gallery/gallery.h"
#include "gpu/engine/client/engineclient.h"
#include "gpu/models/modellibrary.h"
#include "gpu/share/check/tracecheck.h"
#include "gpu/share/exchange/answers.h"
#include "gpu/share/exchange/errors.h"
#include "gpu/share/exchange/jobbook.h"
#include "gpu/share/exchange/jobrows.h"
#include "gpu/share/exchange/signer.h"
#include "gpu/share/market/payer.h"
#include "gpu/share/peer/asker.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QSet>
#include <QThreadPool>

namespace ain::share {

struct RequesterParts {
    engine::EngineClient &engine; ///< computes steps of a check again
    engine::EngineClient &decoder; ///< of delivered pictures, nothing else; see cleanPicture()
    models::ModelLibrary &models;
    ainft::ContentStore &content;
    gallery::Gallery &gallery;
    market::Payer &payer;
    JobBook &book;
    JobSigner &signer;
    QNetworkAccessManager &http;
    QThreadPool &pool;
    const Clock &clock;
    Rng &rng;
};

struct RequesterOptions {
    int askMs = 8'000; ///< without a word
    int newsMs = 12'000; ///< of a question that waits for news
    int silentMs = 15'000; ///< a provider that can't be reached for so long has lost the job
    int stalledMs = 120'000; ///< and one that does not get on, while others could
    int againMs = 1'000; ///< between rounds of asking when nobody takes a job
    int restMs = 30'000; ///< a provider that failed is not asked again for so long, while there are others
    double checkRate = -1; ///< share of pictures that are checked; below 0: by history (spotcheck.h)
};

struct AskTerms {
    Amount bid = {}; ///< most per mps
    int ttlS = 600;
    bool mayBeAdult = false;
    QString group = {};
};

/// Thread: main. The parts outlive it and are open.
class Requester final : public QObject {
    Q_OBJECT
public:
    explicit Requester(const RequesterParts &parts, const RequesterOptions &options = {});
    ~Requester() override;

    /// Goes on with what a former run left, also with paying. Before ask().
    Task<> resume();

    /// Where the provider of a session of mine can be asked; kept. Errors: PeerAddress.
    Task<> setEndpoint(QString session, QString endpoint);
    Task<QList<Offer>> offers();
    /// What the provider at that address says of itself now. Errors: those of Asker, ShareSignature.
    Task<Message> capacityOf(QString endpoint);

    /// Written down and asked for; ends when the job is written down. Errors: those of specOf(), of the vault,
    /// StudioModelMissing (its weights are not known here: then nobody could tell which model is meant).
    Task<AskedJob> ask(recipe::GenerationRequest request, AskTerms terms);
    /// Ends with the job. Errors: ExchangeJobUnknown.
    Task<AskedJob> ended(QString job);
    /// Not possible any more once it was delivered. Errors: ExchangeJobUnknown, ShareState.
    Task<> cancel(QString job);
    [[nodiscard]] QList<AskedJob> jobs() const; ///< newest first
    /// Signs for everything that was delivered and not signed for yet, and sends vouchers that wait. A program that
    /// ends calls it first: ended() does not wait for the payment. Errors: of the last voucher that did not arrive (it
    /// is kept, and sent again); work that can't be signed for now is owed still, and no error.
    Task<> payDue();
    /// Looks which tabs were paid, and moves their jobs.
    Task<> refresh();

Q_SIGNALS:
    void changed(const QString &job);

private:
    struct Live;
    using LivePtr = std::shared_ptr<Live>;
    struct Found {
        Offer offer;
        crypto::Address provider;
        Claim claim;
    };
    enum class Followed { Delivered, Lost, Over };

    [[nodiscard]] LivePtr live(const QString &job) const { return m_jobs.value(job); }
    Task<> drive(LivePtr live);
    Task<std::optional<Found>> findProvider(LivePtr live);
    Task<Claim> claimAt(LivePtr live, Offer offer, crypto::Address provider);
    Task<> give(LivePtr live, Found found);
    Task<Followed> follow(LivePtr live);
    Task<> take(LivePtr live);
    Task<QByteArray> fetch(LivePtr live);
    /// What was sealed to my key for this job. `purpose` is a constant. Errors: ShareSealed, those of JobSigner.
    Task<QByteArray> unsealed(QString text, QStringView purpose, QString job);
    /// The steps that a provider did before it gave the job back, if they hold: then the next one goes on from there.
    Task<> takePart(LivePtr live, Release released);
    /// Of parts that are paid (a picture came of them), or are not.
    Task<> settleParts(LivePtr live, bool arePaid);
    /// The provider of the present grant need not go on; it learns by our silence, too.
    Task<> tellCancelled(AskedJob job);
    Task<> lose(LivePtr live, Error why);
    Task<> end(LivePtr live, RequesterEvent event, std::optional<Error> why);
    Task<> move(LivePtr live, RequesterEvent event);
    Task<> keep(LivePtr live);
    /// Signs for what is owed there, then hands over. Errors: those of handOverVouchers().
    Task<> pay(QStringList sessions);
    Task<> signOwed(QString session);
    /// Errors: of the last that did not arrive.
    Task<> handOverVouchers();
    Task<> strike(QString provider, bool isBad);
    Task<double> rateFor(LivePtr live);
    Task<std::optional<CheckVerdict>> check(LivePtr live, QByteArray png);
    /// What is looked at: a receipt with its trace, from what it began with to what came of it.
    struct Looked {
        ExecutionReceipt receipt = {};
        QByteArray start = {}; ///< state that was taken over; empty: the noise
        QByteArray end = {}; ///< state behind the last step; empty: `png` shows it
        QByteArray png = {};
    };
    Task<CheckReport> checkTrace(LivePtr live, Looked looked, QByteArray nonce);
    Task<engine::Drawn> trace(LivePtr live, engine::TraceOrder wanted, QByteArray start);
    Task<> list(LivePtr live, QByteArray png);
    Task<QByteArray> header(QStringView verb, QString job);
    Task<QByteArray> signedBody(QString job, Body body);
    Task<Answer> askAt(Question question, QString job, crypto::Address provider);
    [[nodiscard]] Result<market::SessionRow> sessionRow(const QString &session) const;
    Task<> readSessions();

    RequesterParts m_parts;
    RequesterOptions m_options;
    Asker m_asker;
    QHash<QString, LivePtr> m_jobs;
    QList<Offer> m_offers;
    QHash<QString, market::SessionRow> m_sessions;
    QHash<QString, qint64> m_resting; ///< providers that failed: until when, monotonic ms
    QSet<QByteArray> m_seenStates;
    qint64 m_lastSaid = 0;
    quint64 m_checks = 0;
    bool m_isPaying = false;
};

} // namespace ain::share
