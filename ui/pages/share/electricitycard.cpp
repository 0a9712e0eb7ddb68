#include "ui/pages/share/electricitycard.h"

#include "ui/text/sharetext.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/make.h"
#include "ui/widgets/quietinputs.h"

#include <QGridLayout>
#include <QLocale>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

QString won(double amount)
{
    const QString figure = u"₩"_s + QLocale().toString(std::abs(amount), 'f', 0);
    return amount <= -0.5 ? u"−"_s + figure : figure;
}

QString kwh(double energy) { return ElectricityCard::tr("%1 kWh").arg(QLocale().toString(energy, 'f', 3)); }

QString energyText(const Electricity &used)
{
    const bool isMeasured = used.measuredMs > 0;
    const bool isEstimated = used.ms > used.measuredMs;
    if (isMeasured && isEstimated) {
        return ElectricityCard::tr("%1 measured on the GPU, %2 estimated")
            .arg(kwh(used.measuredKwh), kwh(used.estimatedKwh));
    }
    return isMeasured ? ElectricityCard::tr("%1, measured on the GPU").arg(kwh(used.measuredKwh))
                      : ElectricityCard::tr("%1, estimated").arg(kwh(used.estimatedKwh));
}

} // namespace

ElectricityCard::ElectricityCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_title(new TextLabel(this, "heading")),
      m_facts(new FactGrid(8, this)),
      m_note(new TextLabel(this, "small"))
{
    setProperty("ain", u"card"_s);
    auto *column = makeColumn(this, 12);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    column->addWidget(m_title);
    auto *row = makeRow(nullptr, 32);
    auto *facts = makeColumn(nullptr, 8);
    facts->addWidget(m_facts);
    facts->addWidget(m_note);
    facts->addStretch();
    row->addLayout(facts, 1);
    auto *inputs = makeColumn(nullptr, 0);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(0, 1);
    m_tariff = addNumber(grid, 0, m_tariffLabel, 10'000, 1, 10);
    m_watts = addNumber(grid, 1, m_wattsLabel, 5000, 0, 10);
    m_price = addNumber(grid, 2, m_priceLabel, 1e9, 2, 1);
    inputs->addLayout(grid);
    inputs->addStretch();
    row->addLayout(inputs, 1);
    column->addLayout(row);
    connect(&context.backends.earnings, &EarningsBackend::changed, this, &ElectricityCard::write);
    onLanguage([this] {
        m_title->setText(tr("Electricity"));
        m_tariffLabel->setText(tr("Price of electricity"));
        m_tariff->setSuffix(tr(" ₩/kWh"));
        m_wattsLabel->setText(tr("Drawn where nothing is measured"));
        m_watts->setSuffix(u" W"_s);
        m_priceLabel->setText(tr("What an AIN is worth to you"));
        m_price->setSuffix(u" ₩"_s);
        m_price->setSpecialValueText(tr("not given"));
        const std::pair<QDoubleSpinBox *, QLabel *> named[] = {
            {m_tariff, m_tariffLabel}, {m_watts, m_wattsLabel}, {m_price, m_priceLabel}};
        for (const auto &[box, label] : named)
            box->setAccessibleName(label->text());
        write();
    });
}

QDoubleSpinBox *ElectricityCard::addNumber(QGridLayout *grid, int row, QLabel *&label, double most, int decimals,
                                           double step)
{
    label = makeLabel(this);
    auto *box = new QuietDecimal(this);
    box->setRange(0, most);
    box->setDecimals(decimals);
    box->setSingleStep(step);
    box->setMinimumWidth(130);
    box->setKeyboardTracking(false);
    grid->addWidget(label, row, 0);
    grid->addWidget(box, row, 1);
    connect(box, &QDoubleSpinBox::valueChanged, this, &ElectricityCard::change);
    return box;
}

void ElectricityCard::change()
{
    if (!m_isWriting)
        m_context.backends.earnings.setElectricityWishes({m_tariff->value(), m_watts->value(), m_price->value()});
}

QString ElectricityCard::factsText() const { return m_facts->text() + u'\n' + m_note->plainText(); }

void ElectricityCard::write()
{
    const EarningsBackend &backend = m_context.backends.earnings;
    const ElectricityWishes wishes = backend.electricityWishes();
    m_isWriting = true;
    m_tariff->setValue(wishes.wonPerKwh);
    m_watts->setValue(wishes.watts);
    m_price->setValue(wishes.wonPerAin);
    m_isWriting = false;
    const Electricity used = backend.electricity();
    FactGrid::Facts facts;
    facts += {tr("Drawn for others"), text::shareDuration(used.ms)};
    facts += {tr("Energy"), energyText(used)};
    facts += {tr("Cost"), won(used.won)};
    // Without a network or with a locked vault nobody knows what was paid.
    if (used.netWon && backend.readiness() == EarningsBackend::Readiness::Ready)
        facts += {tr("Left of what was paid"), won(*used.netWon)};
    m_facts->setFacts(facts);
    m_note->setText(
        used.netWon ? tr("Of everything that was paid, on this network only, at the price you gave.")
                    : tr("This program knows no price of AIN, so cost and earnings stand side by side. Give a price "
                         "to see what is left."));
}

} // namespace ain::ui
