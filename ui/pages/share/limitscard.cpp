#include "ui/pages/share/limitscard.h"

#include "ui/widgets/make.h"
#include "ui/widgets/quietinputs.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QTimeEdit>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MiB = 1024 * 1024;
constexpr int MinutesOfHour = 60;
constexpr share::Span Night{22 * MinutesOfHour, 8 * MinutesOfHour};

QTime timeOf(int minutes) { return QTime(0, 0).addSecs(minutes % (24 * MinutesOfHour) * 60); }
int minutesOf(QTime time) { return time.hour() * MinutesOfHour + time.minute(); }

/// The same span every day, as far as this form can tell it.
share::Span spanOf(const share::Settings &settings)
{
    for (const auto &day : settings.hours) {
        if (!day.isEmpty())
            return day.constFirst();
    }
    return Night;
}

} // namespace

LimitsCard::LimitsCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_title(makeLabel(this, "heading")),
      m_fullscreen(new QCheckBox(this)),
      m_otherGpu(new QCheckBox(this)),
      m_mains(new QCheckBox(this)),
      m_unmetered(new QCheckBox(this)),
      m_blind(new QCheckBox(this)),
      m_hours(new QCheckBox(this)),
      m_from(new Quiet<QTimeEdit>(this)),
      m_to(new Quiet<QTimeEdit>(this)),
      m_gpus(makeColumn(nullptr, 6))
{
    setProperty("ain", u"card"_s);
    auto *column = makeColumn(this, 10);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    column->addWidget(m_title);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(0, 1);
    m_idle = addNumber(grid, 0, m_idleLabel, 10, 3600, 30);
    m_hot = addNumber(grid, 1, m_hotLabel, 50, 95, 1);
    m_power = addNumber(grid, 2, m_powerLabel, 0, 1000, 10);
    m_data = addNumber(grid, 3, m_dataLabel, 0, 1'000'000, 256);
    m_keep = addNumber(grid, 4, m_keepLabel, 0, 65'536, 256);
    column->addLayout(grid);
    for (QCheckBox *box : {m_fullscreen, m_otherGpu, m_mains, m_unmetered})
        column->addWidget(box);
    auto *hours = makeRow(nullptr, 8);
    hours->addWidget(m_hours);
    hours->addWidget(m_from);
    hours->addWidget(m_to);
    hours->addStretch();
    column->addLayout(hours);
    column->addLayout(m_gpus);
    column->addWidget(m_blind);
    column->addStretch();

    const auto flag = [this](QCheckBox *box, bool share::Settings::*member) {
        connect(box, &QCheckBox::toggled, this,
                [this, member](bool isOn) { change([&](share::Settings &settings) { settings.*member = isOn; }); });
    };
    flag(m_fullscreen, &share::Settings::pauseFullscreen);
    flag(m_otherGpu, &share::Settings::pauseOtherGpu);
    flag(m_mains, &share::Settings::mainsOnly);
    flag(m_unmetered, &share::Settings::unmeteredOnly);
    flag(m_blind, &share::Settings::withoutIdleSensor);
    const auto number = [this](QSpinBox *box, const std::function<void(share::Settings &, int)> &set) {
        connect(box, &QSpinBox::valueChanged, this,
                [this, set](int value) { change([&](share::Settings &settings) { set(settings, value); }); });
    };
    number(m_idle, [](share::Settings &settings, int value) { settings.idleS = value; });
    number(m_hot, [](share::Settings &settings, int value) {
        settings.hotC = value;
        settings.coolC = std::min(settings.coolC, value - 5);
    });
    number(m_power, [](share::Settings &settings, int value) { settings.powerCapW = value; });
    number(m_data, [](share::Settings &settings, int value) { settings.dayBytes = value * MiB; });
    number(m_keep, [](share::Settings &settings, int value) { settings.keepFreeBytes = value * MiB; });
    const auto table = [this] {
        change([this](share::Settings &settings) {
            settings.hasHours = m_hours->isChecked();
            const share::Span span{minutesOf(m_from->time()), minutesOf(m_to->time())};
            // From and to the same: the whole day, which is a table that says nothing.
            settings.hours.fill(share::isValid(span) ? QList<share::Span>{span} : QList<share::Span>{{0, 1440}});
        });
    };
    connect(m_hours, &QCheckBox::toggled, this, table);
    connect(m_from, &QTimeEdit::timeChanged, this, table);
    connect(m_to, &QTimeEdit::timeChanged, this, table);
    onLanguage([this] {
        m_title->setText(tr("My limits"));
        m_idleLabel->setText(tr("Wait after the last touch"));
        m_idle->setSuffix(tr(" s", "seconds"));
        m_hotLabel->setText(tr("Pause when the GPU is hotter than"));
        m_hot->setSuffix(u" °C"_s);
        m_powerLabel->setText(tr("At most, for each GPU"));
        m_power->setSuffix(u" W"_s);
        m_power->setSpecialValueText(tr("any power"));
        m_dataLabel->setText(tr("Data a day"));
        m_data->setSuffix(u" MiB"_s);
        m_data->setSpecialValueText(tr("any amount"));
        m_keepLabel->setText(tr("Keep free on the GPU"));
        m_keep->setSuffix(u" MiB"_s);
        const std::pair<QSpinBox *, QLabel *> named[] = {{m_idle, m_idleLabel},
                                                         {m_hot, m_hotLabel},
                                                         {m_power, m_powerLabel},
                                                         {m_data, m_dataLabel},
                                                         {m_keep, m_keepLabel}};
        for (const auto &[box, label] : named)
            box->setAccessibleName(label->text());
        m_fullscreen->setText(tr("Pause while a program fills the screen"));
        m_otherGpu->setText(tr("Pause while another program uses the GPU"));
        m_mains->setText(tr("Only with mains power"));
        m_unmetered->setText(tr("Only on networks without a meter"));
        m_blind->setText(tr("Share even if this computer can’t tell whether I am away"));
        m_hours->setText(tr("Only between"));
        m_from->setAccessibleName(tr("From"));
        m_to->setAccessibleName(tr("Until"));
        write(m_context.backends.share.verdict());
    });
}

QSpinBox *LimitsCard::addNumber(QGridLayout *grid, int row, QLabel *&label, int least, int most, int step)
{
    label = makeLabel(this);
    auto *box = new QuietSpin(this);
    box->setRange(least, most);
    box->setSingleStep(step);
    box->setMinimumWidth(120);
    box->setKeyboardTracking(false);
    grid->addWidget(label, row, 0);
    grid->addWidget(box, row, 1);
    return box;
}

void LimitsCard::change(const std::function<void(share::Settings &)> &edit)
{
    if (m_isWriting)
        return;
    share::Settings settings = m_context.backends.share.settings();
    edit(settings);
    m_context.backends.share.setSettings(settings);
}

void LimitsCard::write(const share::Verdict &verdict)
{
    const share::Settings settings = m_context.backends.share.settings();
    m_isWriting = true;
    m_idle->setValue(settings.idleS);
    m_hot->setValue(settings.hotC);
    m_power->setValue(settings.powerCapW);
    m_data->setValue(int(settings.dayBytes / MiB));
    m_keep->setValue(int(settings.keepFreeBytes / MiB));
    m_fullscreen->setChecked(settings.pauseFullscreen);
    m_otherGpu->setChecked(settings.pauseOtherGpu);
    m_mains->setChecked(settings.mainsOnly);
    m_unmetered->setChecked(settings.unmeteredOnly);
    m_blind->setChecked(settings.withoutIdleSensor);
    m_hours->setChecked(settings.hasHours);
    const share::Span span = spanOf(settings);
    m_from->setTime(timeOf(span.from));
    m_to->setTime(timeOf(span.to));
    m_from->setEnabled(settings.hasHours);
    m_to->setEnabled(settings.hasHours);
    writeGpus(verdict);
    m_isWriting = false;
}

void LimitsCard::writeGpus(const share::Verdict &verdict)
{
    QStringList ids;
    for (const share::GpuVerdict &gpu : verdict.gpus)
        ids += gpu.pciId;
    if (ids != m_gpuIds) {
        m_gpuIds = ids;
        qDeleteAll(m_gpuBoxes);
        m_gpuBoxes.clear();
        for (const QString &id : std::as_const(ids)) {
            auto *box = new QCheckBox(this);
            m_gpuBoxes += box;
            m_gpus->addWidget(box);
            connect(box, &QCheckBox::toggled, this, [this, id](bool isOn) {
                change([&](share::Settings &settings) {
                    settings.gpusOff.removeAll(id);
                    if (!isOn)
                        settings.gpusOff += id;
                });
            });
        }
    }
    for (qsizetype i = 0; i < m_gpuBoxes.size(); ++i) {
        m_gpuBoxes[i]->setText(tr("Share %1").arg(verdict.gpus[i].name));
        m_gpuBoxes[i]->setChecked(verdict.gpus[i].isOn);
    }
}

} // namespace ain::ui
