// Serves ui::AskBackend with the requester's side of the exchange.
#pragma once

#include "app/backends/operationsadapter.h"
#include "app/services/sharedexchange.h"
#include "ui/backend/askbackend.h"

#include <QPointer>
#include <QTimer>

namespace ain::app {

/// Opens the exchange by itself where there are books already, else when somebody looks. Thread: main. All outlive it.
class AskAdapter final : public ui::AskBackend {
    Q_OBJECT
public:
    AskAdapter(Services &services, SharedExchange &exchange, OperationsAdapter &operations);
    ~AskAdapter() override;

    /// The studio is open.
    void start();

    [[nodiscard]] ui::AskState state() const override;
    [[nodiscard]] std::optional<Error> error() const override { return m_error; }
    [[nodiscard]] QList<ui::AskProvider> providers() const override { return m_providers; }
    [[nodiscard]] QList<ui::AskAgreement> agreements() const override { return m_agreements; }
    [[nodiscard]] QList<ui::AskJob> jobs() const override { return m_jobs; }
    Task<> refresh() override;
    void setWatched(bool isWatched) override;

    Task<ui::AskOffer> look(QString endpoint) override;
    Task<ui::Preview> prepareAgree(ui::AgreeTerms terms) override;
    Task<> setEndpoint(QString agreement, QString endpoint) override;

    [[nodiscard]] Result<ui::AskQuote> quote(const QList<recipe::GenerationRequest> &requests) const override;
    Task<QStringList> ask(QList<recipe::GenerationRequest> requests) override;
    Task<> cancel(QString job) override;

private:
    void takeUp();
    void forget();
    void follow(ExchangeRooms &rooms);
    void readJobs();
    void readSoon() { m_soon.start(); }
    /// Books only; nobody is asked.
    Task<> readBooks();
    Task<> readAgreements();
    Task<> readProviders();
    Task<ui::AskAgreement> agreementOf(market::SessionRow row);
    Task<> proveAll();
    [[nodiscard]] bool hasUnasked() const; ///< an agreement is open whose proof nobody asked for yet
    Task<wallet::TxRecord> sendSession(market::SessionDraft draft, QString endpoint);
    Task<> finishSession(QString session, QString txHash);
    /// What an open agreement costs at most for a megapixel-step; empty: there is none.
    [[nodiscard]] std::optional<Amount> bid() const;
    [[nodiscard]] Result<qint64> unitsFor(const recipe::GenerationRequest &request, Amount bid) const;
    [[nodiscard]] ui::AskJob viewOf(const share::AskedJob &job) const;
    [[nodiscard]] bool isAsking(const ui::AskAgreement &agreement) const;

    Services &m_services;
    SharedExchange &m_exchange;
    OperationsAdapter &m_operations;
    QPointer<QObject> m_followed; ///< requester whose news are followed
    QTimer m_soon; ///< many changes, one reading
    QTimer m_payments;
    QList<ui::AskProvider> m_providers;
    QList<ui::AskAgreement> m_agreements;
    QList<ui::AskJob> m_jobs;
    QHash<QString, ui::ProofState> m_proofs; ///< by session
    std::optional<Error> m_error;
    QString m_account;
    bool m_isStarted = false;
    bool m_isReading = false;
    bool m_isRead = false;
    bool m_isProving = false;
    quint64 m_round = 0; ///< grows with every closing: what was begun before it counts no more
};

} // namespace ain::app
