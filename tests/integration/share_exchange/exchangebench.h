// Whole programs without a window on one practice network: one that asks, others that draw with the built-in model.
#pragma once

#include "app/services/exchangerooms.h"
#include "app/services/marketrooms.h"
#include "gpu/share/images/imagebackend.h"
#include "tests/support/chain/await.h"

#include <QTemporaryDir>

namespace ain::test {

using namespace Qt::StringLiterals;

inline const Amount Price = Amount::fromMicro(10'000); // 0.01 AIN per mps
inline const Amount Cap = Amount::fromMicro(1'000'000);

/// One program with one account and the built-in model.
class Program {
public:
    Program(const QString &data, const QString &practice) : m_data(data), m_practice(practice) { }
    ~Program() { close(); }
    Q_DISABLE_COPY_MOVE(Program)

    [[nodiscard]] Result<> open()
    {
        app::ServiceOptions options{m_data};
        options.kdf = vault::KdfCost{1, 8192 * 1024};
        options.practiceDirectory = m_practice;
        options.practiceInstant = true;
        options.engineProgram = QStringLiteral(AIN_ENGINE_PROGRAM);
        services = std::make_unique<app::Services>(options);
        const bool isNew = services->vault().state() == vault::Vault::State::Missing;
        auto vault = isNew ? await(services->vault().create(SecretBytes())) : await(services->vault().unlock({}));
        if (!vault)
            return vault;
        if (auto network = await(services->openNetwork(u"practice"_s), 30'000); !network)
            return network;
        if (auto studio = await(services->studio().open(), 30'000); !studio)
            return studio;
        if (isNew) {
            const auto model = await(services->studio().models().addFile(QStringLiteral(AIN_MINI_MODEL)), 30'000);
            const auto verified =
                model ? await(services->studio().models().verify(model->id), 30'000) : failure(model.error());
            if (!verified)
                return failure(verified.error());
            const auto made = await(services->wallet().createAccount(12, crypto::PathFamily::Ain, u"Main"_s));
            if (!made)
                return failure(made.error());
        }
        const auto accounts = await(services->wallet().accounts());
        if (!accounts)
            return failure(accounts.error());
        account = accounts->constFirst();
        services->studio().start();
        share::RequesterOptions asking;
        asking.checkRate = checkRate;
        asking.restMs = 1'000;
        asking.againMs = 100;
        asking.silentMs = 2'000;
        exchange = std::make_unique<app::ExchangeRooms>(*services, account, asking);
        return await(exchange->open(), 60'000);
    }
    /// As the end of the process would.
    void close()
    {
        exchange.reset();
        services.reset();
    }
    [[nodiscard]] Result<> serve(Amount least)
    {
        app::ServeOptions options;
        options.terms.leastPrice = least;
        options.terms.mostCap = Cap;
        options.permission = [this]() -> Result<> {
            if (isFree)
                return {};
            return failure(errors::ShareNotNow, {{u"reason"_s, u"input"_s}});
        };
        return await(exchange->serve(options), 30'000);
    }
    [[nodiscard]] Result<wallet::TxRecord> send(Result<wallet::Draft> draft)
    {
        if (!draft)
            return failure(draft.error());
        auto record = await(services->wallet().confirm(draft->id, {}), 60'000);
        if (!record)
            return failure(record.error());
        return await(services->wallet().finished(record->hash), 120'000);
    }
    /// Staked and registered.
    [[nodiscard]] Result<> enlist()
    {
        auto &market = services->market().market();
        auto staked = send(await(market.prepareStake(account.id, market.app().minStake)));
        if (!staked)
            return failure(staked.error());
        market::Registration registration;
        registration.pricePerMps = Price;
        registration.sinceMs = services->clock().nowMs();
        auto registered = send(await(market.prepareRegister(account.id, registration)));
        if (!registered)
            return failure(registered.error());
        return {};
    }
    [[nodiscard]] Result<QString> agreeWith(const crypto::Address &provider, const QString &endpoint, Amount price)
    {
        auto &payer = services->market().payer();
        auto draft = await(payer.prepareSession(account.id, provider, price, Cap, 24 * 3'600'000), 30'000);
        if (!draft)
            return failure(draft.error());
        auto row = await(payer.openSession(*draft), 60'000);
        if (!row)
            return failure(row.error());
        auto kept = await(exchange->requester().setEndpoint(row->id, endpoint));
        if (!kept)
            return failure(kept.error());
        return row->id;
    }
    [[nodiscard]] recipe::GenerationRequest request(const QString &prompt, quint64 seed, int steps = 4) const
    {
        recipe::GenerationRequest request;
        for (const models::Model &model : services->studio().models().models()) {
            if (model.kind == models::Kind::Mini)
                request.model = {.sha256 = model.sha256, .name = model.name};
        }
        request.prompt = prompt;
        request.seed = seed;
        request.width = request.height = 512;
        request.steps = steps;
        request.guidance = 3;
        return request;
    }
    [[nodiscard]] Result<share::AskedJob> draw(const QString &prompt, quint64 seed, int steps = 4)
    {
        auto asked = await(exchange->requester().ask(request(prompt, seed, steps), terms()), 30'000);
        if (!asked)
            return asked;
        return await(exchange->requester().ended(asked->id), 120'000);
    }
    [[nodiscard]] static share::AskTerms terms(int ttlS = 100)
    {
        share::AskTerms terms;
        terms.bid = Amount::fromMicro(50'000);
        terms.ttlS = ttlS;
        return terms;
    }

    std::unique_ptr<app::Services> services;
    std::unique_ptr<app::ExchangeRooms> exchange;
    vault::KeyRecord account;
    double checkRate = 1;
    bool isFree = true;

private:
    QString m_data;
    QString m_practice;
};

} // namespace ain::test
