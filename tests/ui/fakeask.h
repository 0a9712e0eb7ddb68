// Made-up providers, agreements and pictures that others draw, for tests and pictures of the window.
#pragma once

#include "ui/backend/askbackend.h"

namespace ain::ui::fake {

class Asked final : public AskBackend {
public:
    AskState now{.standing = AskStanding::Ready,
                 .account = QStringLiteral("0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"),
                 .open = 0};
    std::optional<Error> trouble;
    QList<AskProvider> offered;
    QList<AskAgreement> agreed;
    QList<AskJob> list;
    std::optional<Error> lookError, agreeError, askError, cancelError, endpointError, quoteError;
    std::optional<Promise<QStringList>> asking; ///< when set before ask(): it ends when the test says so
    bool waits = false;
    AskOffer offer{.provider = first(),
                   .price = Amount::fromMicro(10'000),
                   .models = {QStringLiteral("ain-mini-32-0f3a9c21")},
                   .waiting = 2};
    AgreeTerms lastTerms;
    QList<recipe::GenerationRequest> lastAsked;
    QStringList cancelled, endpoints, looked;
    int refreshed = 0;
    bool isWatched = false;

    static QString first() { return QStringLiteral("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"); }
    static QString second() { return QStringLiteral("0x70997970C51812dc3A010C7d01b50e0d17dc79C8"); }
    static QString third() { return QStringLiteral("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"); }

    void fillProviders(const ProofState &proven, const ProofState &unproven)
    {
        offered = {{.address = first(),
                    .price = Amount::fromMicro(10'000),
                    .stake = Amount::fromMicro(250 * Amount::MicroPerAin),
                    .endpoint = QStringLiteral("https://draws.example.org"),
                    .proof = proven},
                   {.address = second(),
                    .price = Amount::fromMicro(12'500),
                    .stake = Amount::fromMicro(100 * Amount::MicroPerAin),
                    .proof = unproven},
                   {.address = now.account,
                    .price = Amount::fromMicro(20'000),
                    .stake = Amount::fromMicro(100 * Amount::MicroPerAin),
                    .isMine = true,
                    .proof = proven}};
        Q_EMIT changed();
    }
    void agree(qint64 nowMs, const ProofState &proven)
    {
        AskAgreement one;
        one.id = QStringLiteral("1767247200000-0011223344556677");
        one.provider = first();
        one.price = Amount::fromMicro(10'000);
        one.cap = Amount::fromMicro(Amount::MicroPerAin);
        one.expiresMs = nowMs + 20LL * 3600 * 1000;
        one.state = AgreementState::Open;
        one.endpoint = QStringLiteral("https://draws.example.org");
        one.pictures = 23;
        one.owed = Amount::fromMicro(52'429);
        one.inVouchers = Amount::fromMicro(314'573);
        one.paid = Amount::fromMicro(943'718);
        one.proven = Amount::fromMicro(1'887'436);
        one.fees = Amount::fromMicro(24'000);
        one.proof = proven;
        AskAgreement over = one;
        over.id = QStringLiteral("1767000000000-8899aabbccddeeff");
        over.provider = second();
        over.state = AgreementState::Ended;
        over.pictures = 4;
        over.owed = over.inVouchers = over.paid = Amount();
        agreed = {one, over};
        now.open = 1;
        if (!offered.isEmpty())
            offered.first().hasAgreement = true;
        Q_EMIT changed();
    }
    void fillJobs(qint64 nowMs)
    {
        const auto job = [&](int number, AskStage stage, const QString &prompt) {
            AskJob out;
            out.id = QString::number(number).rightJustified(64, u'0');
            out.prompt = prompt;
            out.size = {512, 512};
            out.stage = stage;
            out.steps = 20;
            out.cost = Amount::fromMicro(5'243);
            out.createdMs = nowMs - number * 60'000;
            return out;
        };
        AskJob waiting = job(1, AskStage::Waiting, QStringLiteral("a lighthouse in a storm, oil painting"));
        waiting.gaveBack = {second()};
        waiting.canCancel = true;
        AskJob drawing = job(2, AskStage::Drawing, QStringLiteral("a blue cat with a gold crown, night sky"));
        drawing.step = 13;
        drawing.provider = first();
        drawing.isCostKnown = true;
        drawing.canCancel = true;
        AskJob held = job(3, AskStage::Accepted, QStringLiteral("red dog with a hat"));
        held.step = 20;
        held.provider = first();
        held.isCostKnown = true;
        held.check = AskCheck::Ok;
        held.picture = 3;
        AskJob paid = job(4, AskStage::Paid, QStringLiteral("green frog"));
        paid.provider = first();
        paid.isCostKnown = true;
        paid.check = AskCheck::NotDrawn;
        paid.picture = 4;
        AskJob unsure = job(5, AskStage::Paid, QStringLiteral("orange fox in the snow"));
        unsure.provider = second();
        unsure.begunBy = {first()};
        unsure.isCostKnown = true;
        unsure.check = AskCheck::Inconclusive;
        unsure.picture = 5;
        AskJob bad = job(6, AskStage::Failed, QStringLiteral("white owl"));
        bad.provider = third();
        bad.check = AskCheck::Bad;
        bad.cost = {};
        bad.problem = Error{ErrorCode("exchange.bad"),
                            {{QStringLiteral("provider"), third()}, {QStringLiteral("fault"), QStringLiteral("step")}},
                            {}};
        AskJob late = job(7, AskStage::Expired, QStringLiteral("purple whale"));
        late.cost = {};
        late.problem =
            Error{ErrorCode("exchange.nobody"), {{QStringLiteral("why"), QStringLiteral("share.not_now")}}, {}};
        list = {waiting, drawing, held, paid, unsure, bad, late};
        Q_EMIT jobsChanged();
    }
    void become(AskStanding standing)
    {
        now.standing = standing;
        Q_EMIT changed();
    }

    [[nodiscard]] AskState state() const override { return now; }
    [[nodiscard]] std::optional<Error> error() const override { return trouble; }
    [[nodiscard]] QList<AskProvider> providers() const override { return offered; }
    [[nodiscard]] QList<AskAgreement> agreements() const override { return agreed; }
    [[nodiscard]] QList<AskJob> jobs() const override { return list; }
    Task<> refresh() override
    {
        ++refreshed;
        return Task<>::finished({});
    }
    void setWatched(bool watched) override { isWatched = watched; }
    Task<AskOffer> look(QString endpoint) override
    {
        looked += endpoint;
        if (lookError)
            return Task<AskOffer>::finished(failure(*lookError));
        return Task<AskOffer>::finished(offer);
    }
    Task<Preview> prepareAgree(AgreeTerms terms) override
    {
        lastTerms = terms;
        if (agreeError)
            return Task<Preview>::finished(failure(*agreeError));
        Preview preview;
        preview.id = QStringLiteral("preview-1");
        preview.fee = preview.total = Amount::fromMicro(164'750);
        preview.before = Amount::fromMicro(98 * Amount::MicroPerAin);
        preview.after = preview.before - preview.total;
        preview.sentences = {QStringLiteral("You agree with 0xf39F… on 0.010000 AIN for a megapixel-step."),
                             QStringLiteral("Nothing is paid now. At most 1 AIN can be owed at a time.")};
        preview.rawJson = QStringLiteral("{}");
        return Task<Preview>::finished(preview);
    }
    Task<> setEndpoint(QString agreement, QString endpoint) override
    {
        if (endpointError)
            return Task<>::finished(failure(*endpointError));
        endpoints += agreement + u' ' + endpoint;
        return Task<>::finished({});
    }
    [[nodiscard]] Result<AskQuote> quote(const QList<recipe::GenerationRequest> &requests) const override
    {
        if (quoteError)
            return failure(*quoteError);
        return AskQuote{.most = Amount::fromMicro(5'243 * requests.size())};
    }
    Task<QStringList> ask(QList<recipe::GenerationRequest> requests) override
    {
        lastAsked = requests;
        if (askError)
            return Task<QStringList>::finished(failure(*askError));
        if (waits) {
            asking.emplace();
            return asking->task();
        }
        return Task<QStringList>::finished(QStringList(requests.size(), QStringLiteral("job")));
    }
    Task<> cancel(QString job) override
    {
        cancelled += job;
        if (cancelError)
            return Task<>::finished(failure(*cancelError));
        for (AskJob &one : list) {
            if (one.id == job) {
                one.stage = AskStage::Cancelled;
                one.canCancel = false;
            }
        }
        Q_EMIT jobsChanged();
        return Task<>::finished({});
    }
};

} // namespace ain::ui::fake
