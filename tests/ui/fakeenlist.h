// An account on its way to offer a GPU.
#pragma once

#include "ui/backend/enlistbackend.h"

namespace ain::ui::fake {

class Enlist final : public EnlistBackend {
public:
    Enlistment now;
    std::optional<Error> trouble;
    QStringList deeds;
    Amount lastPrice;
    QString lastEndpoint;

    Enlist()
    {
        now.account = QStringLiteral("0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96");
        now.hasApp = true;
        now.needed = Amount::fromMicro(100'000'000);
    }
    Task<Enlistment> enlistment() override
    {
        return Task<Enlistment>::finished(trouble ? Result<Enlistment>(failure(*trouble)) : Result<Enlistment>(now));
    }
    Task<Preview> prepareApp() override { return preview(QStringLiteral("app")); }
    Task<Preview> prepareStake() override { return preview(QStringLiteral("stake")); }
    Task<Preview> prepareListing(Amount price, QString endpoint) override
    {
        lastPrice = price;
        lastEndpoint = std::move(endpoint);
        return preview(QStringLiteral("list"));
    }
    Task<Preview> prepareLeave() override { return preview(QStringLiteral("leave")); }

private:
    Task<Preview> preview(const QString &deed)
    {
        deeds += deed;
        Preview preview;
        preview.id = QStringLiteral("preview-1");
        preview.fee = Amount::fromMicro(1'000);
        preview.before = preview.after = Amount::fromMicro(500'000'000);
        return Task<Preview>::finished(preview);
    }
};

} // namespace ain::ui::fake
