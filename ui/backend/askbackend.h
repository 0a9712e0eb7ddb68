// The window's view of having pictures drawn by others for pay: who offers it, what was agreed on, the pictures asked
// for, and what they come to. Main thread; getters answer at once from memory.
#pragma once

#include "core/base/task.h"
#include "core/recipe/generationrequest.h"
#include "ui/backend/types.h"

#include <QObject>
#include <QSize>

namespace ain::ui {

enum class AskStanding {
    NoNetwork,
    Locked, ///< what leaves here is signed with the wallet
    NoAccount, ///< none on this network that can sign
    Closed, ///< nothing was read yet: refresh()
    Opening,
    Ready,
    Failed, ///< see error()
};

struct AskState {
    AskStanding standing = AskStanding::Closed;
    QString account = {}; ///< address that pays
    int open = 0; ///< agreements by which somebody can be asked now
};

/// Somebody whom the chain lists as drawing for pay.
struct AskProvider {
    QString address = {};
    Amount price = {}; ///< least, for a megapixel-step
    Amount stake = {};
    QString endpoint = {}; ///< where it says it can be asked; empty: it does not say, or no stranger may send us there
    bool isMine = false; ///< this very account
    bool hasAgreement = false; ///< one is open
    ProofState proof = {}; ///< that the chain says so
};

/// What answers at an address.
struct AskOffer {
    QString provider = {}; ///< address; it signed what it said
    Amount price = {}; ///< least, for a megapixel-step
    QStringList models = {}; ///< names of what it draws with
    int waiting = 0; ///< jobs in front
};

enum class AgreementState { Opening, Open, Broken, Ended };

/// A session on chain: a price, a limit and an end.
struct AskAgreement {
    QString id = {};
    QString provider = {}; ///< address
    Amount price = {}; ///< for a megapixel-step
    Amount cap = {}; ///< most that can be owed at a time
    qint64 expiresMs = 0;
    AgreementState state = AgreementState::Opening;
    QString endpoint = {}; ///< where it is asked; empty: not known
    int pictures = 0; ///< delivered
    Amount owed = {}; ///< delivered, not signed for yet
    Amount inVouchers = {}; ///< signed for, not paid yet
    Amount paid = {}; ///< and not proven
    Amount proven = {}; ///< paid and proven
    Amount fees = {}; ///< of the payments; the network's
    ProofState proof = {}; ///< of the terms on chain
    std::optional<Error> problem = {};
};

/// What the user agrees to. Nothing is paid with it.
struct AgreeTerms {
    QString endpoint = {}; ///< where to ask
    QString provider = {}; ///< who has to answer there; empty: whoever does
    std::optional<Amount> price = {}; ///< for a megapixel-step; empty: what the provider asks
    Amount cap = Amount::fromMicro(Amount::MicroPerAin);
    int hours = 24; ///< 1 … MostAgreeHours
};
inline constexpr int MostAgreeHours = 90 * 24;

enum class AskStage {
    Waiting, ///< for somebody who takes it
    Given, ///< taken, and not begun
    Drawing,
    Delivered, ///< it came, and is looked at
    Accepted, ///< it holds, and is signed for or soon will be
    Paid,
    Expired, ///< nobody took it in time
    Cancelled,
    Failed, ///< see AskJob::problem
};

/// What a look at the steps of a delivered picture came to.
enum class AskCheck {
    None, ///< not delivered
    NotDrawn, ///< not drawn by lot, or its model tells no steps
    Ok,
    Inconclusive,
    Bad,
};

struct AskJob {
    QString id = {};
    QString prompt = {};
    QSize size = {};
    AskStage stage = AskStage::Waiting;
    int step = 0;
    int steps = 0;
    QString provider = {}; ///< address of who has it or delivered it; empty: nobody yet
    Amount cost = {}; ///< of what was delivered; before: at most this; nothing for what will not come
    bool isCostKnown = false; ///< not only a limit
    AskCheck check = AskCheck::None;
    QStringList gaveBack = {}; ///< addresses of providers that gave it back or fell silent; not paid
    QStringList begunBy = {}; ///< of those whose steps it was gone on with; paid with the picture
    qint64 picture = 0; ///< in the gallery; 0: not there
    std::optional<Error> problem = {}; ///< why it ended without a picture, or was given back last
    qint64 createdMs = 0;
    qint64 endedMs = 0;
    bool canCancel = false;

    [[nodiscard]] bool isOver() const { return stage >= AskStage::Accepted; }
};

struct AskQuote {
    Amount most = {}; ///< without the network's fee, which each payment costs once
};

class AskBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual AskState state() const = 0;
    [[nodiscard]] virtual std::optional<Error> error() const = 0; ///< of the last refresh(); empty: it went well
    [[nodiscard]] virtual QList<AskProvider> providers() const = 0; ///< cheapest first
    [[nodiscard]] virtual QList<AskAgreement> agreements() const = 0; ///< newest first
    [[nodiscard]] virtual QList<AskJob> jobs() const = 0; ///< newest first
    /// Opens the books and asks the chain. Where that is not possible (see state()) it ends at once.
    virtual Task<> refresh() = 0;
    /// Somebody looks: payments are followed meanwhile.
    virtual void setWatched(bool isWatched) = 0;

    /// Errors: PeerAddress, those of asking a node, ShareSignature.
    virtual Task<AskOffer> look(QString endpoint) = 0;
    /// Errors: those of look() and of Payer::prepareSession(); ShareTerms (what: price) below what is asked there,
    /// ShareSignature when somebody else answers.
    virtual Task<Preview> prepareAgree(AgreeTerms terms) = 0;
    /// Where the provider of an agreement is asked from now on. Errors: PeerAddress.
    virtual Task<> setEndpoint(QString agreement, QString endpoint) = 0;

    /// The most that these can come to. Errors: why others can't be asked for them (ExchangeNobody, StudioModelMissing,
    /// ShareUnsupported, ShareLimit, ShareTabFull).
    [[nodiscard]] virtual Result<AskQuote> quote(const QList<recipe::GenerationRequest> &requests) const = 0;
    /// All or none. Ends when they are written down; the ids of the jobs. Errors: those of quote(), of the vault.
    virtual Task<QStringList> ask(QList<recipe::GenerationRequest> requests) = 0;
    /// Not possible any more once it was delivered. Errors: ExchangeJobUnknown, ShareState.
    virtual Task<> cancel(QString job) = 0;

Q_SIGNALS:
    void changed(); ///< anything but jobs
    void jobsChanged(); ///< which there are, or how far they are
};

} // namespace ain::ui
