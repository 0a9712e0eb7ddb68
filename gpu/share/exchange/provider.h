// Draws for others on the market: claims what it can draw, draws what it is granted, hands it over with a receipt, and
// takes the vouchers for it (docs/share-jobs.md, "Over HTTP").
#pragma once

#include "core/ainft/contentstore.h"
#include "core/base/clock.h"
#include "core/gallery/gallery.h"
#include "core/http/httpserver.h"
#include "core/jobs/jobqueue.h"
#include "gpu/engine/client/engineclient.h"
#include "gpu/models/modellibrary.h"
#include "gpu/share/exchange/answers.h"
#include "gpu/share/exchange/errors.h"
#include "gpu/share/exchange/jobbook.h"
#include "gpu/share/exchange/jobrows.h"
#include "gpu/share/exchange/signer.h"
#include "gpu/share/market/cashier.h"
#include "gpu/share/peer/peerauth.h"
#include "gpu/studio/studioservice.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace ain::share {

struct ProviderParts {
    studio::StudioService &service;
    jobs::JobQueue &queue;
    models::ModelLibrary &models;
    engine::EngineClient &engine;
    ainft::ContentStore &content;
    gallery::Gallery &gallery;
    market::Cashier &cashier;
    JobBook &book;
    JobSigner &signer;
    const Clock &clock;
};

struct ProviderOptions {
    QString accountId = {}; ///< of the wallet that is paid
    market::ProviderTerms terms = {};
    QString endpoint = {}; ///< where others reach it; its host name is taken beside this computer's own
    QString runtime = {}; ///< SHA-256 of what names the machine
    bool drawsAdult = false;
    /// Whether the owner's rules allow work for others now. None: they always do.
    std::function<Result<>()> permission = {};
    int runningPerRequester = 2;
    int running = 8;
    int lookUpsPerMinute = 60; ///< of sessions that are not known yet, by everybody together
    int asksPerMinute = 1200; ///< of one internet address
    int waitMs = 5'000; ///< a question for news is answered after this, news or not
    qint64 keepMs = 24LL * 3600 * 1000; ///< words, pictures and traces of what was delivered
    qint64 keepRowsMs = 90LL * 24 * 3600 * 1000; ///< what is told of delivered jobs
};

/// Thread: main. The parts outlive it and are open; somebody starts the studio's service.
class Provider final : public QObject {
    Q_OBJECT
public:
    Provider(const ProviderParts &parts, ProviderOptions options);
    ~Provider() override;

    /// Takes up what a former run left: what was being drawn counts as given back. Before any request.
    Task<> resume();
    void handle(const http::HttpRequest &request, const http::HttpReply &reply);
    /// The owner is back: everything that is not delivered is given back now, and who asked is told.
    void withdraw(ReleaseReason reason = ReleaseReason::Yield);
    /// Forgets words, pictures and traces that nobody needs any more; by itself every quarter of an hour.
    Task<> sweep();

    [[nodiscard]] QList<TakenJob> jobs() const; ///< newest first
    [[nodiscard]] int running() const;
    /// As said at GET /market/capacity, not signed.
    [[nodiscard]] Capacity capacity() const;

Q_SIGNALS:
    void changed(const QString &job);

private:
    struct Live;
    using LivePtr = std::shared_ptr<Live>;

    [[nodiscard]] bool isForUs(const http::HttpRequest &request) const;
    [[nodiscard]] Result<> isFree() const;
    [[nodiscard]] bool hasRoomFor(const crypto::Address &requester) const;
    [[nodiscard]] std::optional<models::Model> modelOf(const JobSpec &spec) const;
    [[nodiscard]] LivePtr live(const QString &job) const;
    Task<> answerCapacity(http::HttpReply reply);
    Task<> answerPost(QString session, QByteArray body, http::HttpReply reply);
    Task<> answerGrant(QString session, QByteArray body, http::HttpReply reply);
    Task<> answerOpen(QByteArray body, http::HttpReply reply);
    Task<> answerPicture(LivePtr live, http::HttpReply reply);
    Task<> answerVoucher(QByteArray body, http::HttpReply reply);
    void answerNews(const LivePtr &live, qint64 after, const http::HttpReply &reply);
    Task<> tellState(LivePtr live, http::HttpReply reply);
    /// The session's row, if it may be worked in. Errors: those of Cashier::acceptSession().
    Task<market::SessionRow> sessionFor(QString session, crypto::Address requester);
    Task<Claim> claimFor(QString session, Message message);
    Task<LivePtr> begin(QString session, Message message);
    Task<Answer> signedAnswer(QString job, Body body);
    Task<> move(LivePtr live, ProviderEvent event);
    void wake(const LivePtr &live); ///< something changed
    void wakeWaiting(const LivePtr &live);
    void noteWork(const jobs::Job &work);
    Task<> finish(LivePtr live, jobs::Job work);
    Task<QByteArray> statesIn(QString sha256);
    [[nodiscard]] ExecutionReceipt receiptOf(const TakenJob &job, qint64 elapsedMs) const;
    Task<ExecutionReceipt> withSignature(ExecutionReceipt receipt);
    Task<ExecutionReceipt> receiptFor(LivePtr live, studio::JobResult result);
    /// What was done of a job that is given back, so that another can go on and these steps can be paid.
    Task<> keepPart(LivePtr live);
    Task<> answerCheckpoint(LivePtr live, http::HttpReply reply);
    Task<> giveBack(LivePtr live, ReleaseReason reason);
    Task<> forgetFiles(LivePtr live);
    void noteDelegation(const LivePtr &live) const; ///< what is signed now rests on it
    [[nodiscard]] static QList<QByteArray> digestsOf(QByteArrayView states, int count);
    Task<Answer> opened(LivePtr live, Open open);

    ProviderParts m_parts;
    ProviderOptions m_options;
    QHash<QString, LivePtr> m_jobs;
    QHash<QString, market::SessionRow> m_sessions;
    ReplayGuard m_heard;
    CallLimiter m_asks;
    CallLimiter m_lookUps; ///< of sessions on the chain, whoever names them
    QTimer m_sweeping;
    int m_beginning = 0;
};

} // namespace ain::share
