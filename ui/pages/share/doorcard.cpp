#include "ui/pages/share/doorcard.h"

#include "ui/format.h"
#include "ui/pages/share/doorkeymodel.h"
#include "ui/pages/share/doorkeysheet.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/quietinputs.h"
#include "ui/widgets/rowlist.h"
#include "ui/widgets/toggleswitch.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int RowHeight = 64;
constexpr int MostRows = 4; ///< beyond them the list scrolls
constexpr int CopiedMs = 2000;

QLabel *monoLabel(QWidget *parent)
{
    auto *label = makeLabel(parent);
    label->setFont(Theme::mono(12));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

DoorCard::DoorCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_switch(new ToggleSwitch(context.theme, this)),
      m_line(new TextLabel(this, "heading")),
      m_more(new TextLabel(this, "muted")),
      m_error(new ErrorBanner(context.theme, this)),
      m_portLabel(makeLabel(this)),
      m_port(new QuietSpin(this)),
      m_address(monoLabel(this)),
      m_copyAddress(makeButton(this, ButtonKind::Small)),
      m_keysTitle(new TextLabel(this, "heading")),
      m_new(makeButton(this, ButtonKind::Small)),
      m_noKeys(new TextLabel(this, "muted")),
      m_model(new DoorKeyModel(context.clock, this)),
      m_list(new RowList(context.theme, this)),
      m_tryTitle(new TextLabel(this, "heading")),
      m_example(monoLabel(this)),
      m_copyExample(makeButton(this, ButtonKind::Small))
{
    setProperty("ain", u"card"_s);
    auto *column = makeColumn(this, 12);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    column->addLayout(makeHead());
    column->addSpacing(4);
    column->addWidget(m_error);
    column->addLayout(makePlace());
    column->addWidget(makeDivider(this));
    auto *keys = makeRow(nullptr, 8);
    keys->addWidget(m_keysTitle, 1);
    keys->addWidget(m_new);
    column->addLayout(keys);
    column->addWidget(m_noKeys);
    column->addWidget(m_list);
    column->addWidget(makeRevoke());
    column->addWidget(makeDivider(this));
    auto *attempt = makeRow(nullptr, 8);
    attempt->addWidget(m_tryTitle, 1);
    attempt->addWidget(m_copyExample);
    column->addLayout(attempt);
    auto *well = new QFrame(this);
    well->setProperty("ain", u"well"_s);
    auto *inside = makeColumn(well, 0);
    inside->setContentsMargins(12, 10, 12, 10);
    inside->addWidget(m_example);
    column->addWidget(well);
    m_list->setModel(m_model);

    DoorBackend &door = context.backends.door;
    connect(m_switch, &QAbstractButton::clicked, this,
            [this](bool isOn) { m_context.backends.door.setWanted(isOn, quint16(m_port->value())); });
    connect(m_port, &QSpinBox::valueChanged, this, [this](int port) {
        if (!m_isWriting)
            m_context.backends.door.setWanted(m_context.backends.door.state().isWanted, quint16(port));
    });
    connect(m_copyAddress, &QPushButton::clicked, this, [this] { copyText(m_copyAddress, address()); });
    connect(m_copyExample, &QPushButton::clicked, this, [this] { copyText(m_copyExample, example()); });
    connect(m_new, &QPushButton::clicked, this, [this] { keySheet()->open(); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (!index.isValid())
            return;
        m_chosen = index.data(IdRole).toString();
        m_asking->hide();
        writeChosen();
    });
    connect(&door, &DoorBackend::changed, this, &DoorCard::write);
    onLanguage([this] {
        m_switch->setAccessibleName(tr("Open the door for programs on this computer"));
        m_switch->setToolTip(m_switch->accessibleName());
        m_portLabel->setText(tr("Port"));
        m_port->setAccessibleName(tr("Port"));
        m_copyAddress->setText(tr("Copy address"));
        m_keysTitle->setText(tr("Keys"));
        m_new->setText(tr("New key…"));
        m_noKeys->setText(tr("No key yet. Each program gets one of its own, with a limit a day."));
        m_list->setAccessibleName(tr("Keys of programs"));
        m_revoke->setText(tr("Revoke…"));
        m_confirm->setText(tr("Revoke"));
        m_keep->setText(tr("Keep it"));
        m_tryTitle->setText(tr("Try it in a terminal"));
        m_copyExample->setText(tr("Copy example"));
        m_example->setAccessibleName(m_tryTitle->plainText());
        m_model->retranslate();
        write();
    });
}

QLayout *DoorCard::makeHead()
{
    auto *row = makeRow(nullptr, 20);
    row->addWidget(m_switch, 0, Qt::AlignVCenter);
    auto *words = makeColumn(nullptr, 4);
    words->addWidget(m_line);
    words->addWidget(m_more);
    row->addLayout(words, 1);
    return row;
}

QLayout *DoorCard::makePlace()
{
    m_port->setRange(1024, 65'535);
    m_port->setMinimumWidth(110);
    m_port->setKeyboardTracking(false);
    auto *row = makeRow(nullptr, 12);
    row->addWidget(m_portLabel);
    row->addWidget(m_port);
    row->addSpacing(8);
    row->addWidget(m_address);
    row->addWidget(m_copyAddress);
    row->addStretch();
    return row;
}

QWidget *DoorCard::makeRevoke()
{
    auto *box = new QWidget(this);
    auto *column = makeColumn(box, 8);
    m_revoke = makeButton(box, ButtonKind::Small);
    m_asking = new QWidget(box);
    auto *asking = makeColumn(m_asking, 8);
    m_question = new NoticeCard(m_context.theme, Tone::Warn, m_asking);
    m_confirm = makeButton(m_asking, ButtonKind::Danger);
    m_keep = makeButton(m_asking);
    auto *answers = makeRow(nullptr, 8);
    answers->addWidget(m_confirm);
    answers->addWidget(m_keep);
    answers->addStretch();
    asking->addWidget(m_question);
    asking->addLayout(answers);
    m_asking->hide();
    column->addWidget(m_revoke, 0, Qt::AlignLeft);
    column->addWidget(m_asking);
    connect(m_revoke, &QPushButton::clicked, this, [this] {
        m_asking->show();
        writeChosen();
        m_keep->setFocus();
    });
    connect(m_keep, &QPushButton::clicked, this, [this] {
        m_asking->hide();
        writeChosen();
    });
    connect(m_confirm, &QPushButton::clicked, this, &DoorCard::revoke);
    return box;
}

DoorKeySheet *DoorCard::keySheet()
{
    if (m_sheet == nullptr)
        m_sheet = new DoorKeySheet(m_context, this);
    return m_sheet;
}

QString DoorCard::line() const { return m_line->plainText(); }

QString DoorCard::example() const
{
    return u"curl "_s + address()
        + u"/images/generations \\\n"
          "  -H \"Authorization: Bearer $AIN_STUDIO_KEY\" \\\n"
          "  -H \"Content-Type: application/json\" \\\n"
          "  -d '{\"prompt\": \"a red fox in the snow\", \"n\": 1}'"_s;
}

QString DoorCard::address() const
{
    const DoorState state = m_context.backends.door.state();
    return u"http://127.0.0.1:%1/v1"_s.arg(state.isServing ? state.port : state.wantedPort);
}

void DoorCard::write()
{
    const DoorBackend &door = m_context.backends.door;
    const DoorState state = door.state();
    m_switch->setChecked(state.isWanted);
    m_isWriting = true;
    m_port->setValue(state.wantedPort);
    m_isWriting = false;
    m_address->setText(address());
    m_address->setAccessibleName(address());
    if (state.isServing && state.otherPid != 0)
        m_line->setText(tr("Open, served by another program (process %1)").arg(state.otherPid));
    else if (state.isServing)
        m_line->setText(tr("Open for programs on this computer"));
    else if (state.isWanted)
        m_line->setText(tr("Not open"));
    else
        m_line->setText(tr("Closed"));
    m_more->setText(tr("An images endpoint as OpenAI’s clients know it, on this computer alone. Whoever has a key may "
                       "draw while sharing is on and nothing stands in the way."));
    m_example->setText(example());
    const auto keys = door.keys();
    if (const auto error = door.error())
        tell(error, tr("The door could not be opened."));
    else if (!keys)
        tell(keys.error(), tr("The keys could not be read."));
    else if (!m_told.isEmpty())
        tell({}, {});
    m_new->setEnabled(keys.has_value());
    writeKeys(keys.value_or(QList<DoorKey>()), keys.has_value());
}

void DoorCard::tell(const std::optional<Error> &error, const QString &what)
{
    // Written every second while somebody looks: what stands there already is not said again.
    const QString told = error ? what + error->code.toString() : QString();
    if (told == m_told)
        return;
    m_told = told;
    if (error)
        m_error->show(*error, what);
    else
        m_error->clear();
}

void DoorCard::writeKeys(const QList<DoorKey> &keys, bool areKnown)
{
    m_model->setKeys(keys);
    const bool hasKeys = m_model->rowCount() > 0;
    m_noKeys->setVisible(!hasKeys && areKnown);
    m_list->setVisible(hasKeys);
    m_list->setFixedHeight(std::clamp(m_model->rowCount(), 1, MostRows) * RowHeight + 4);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->key(row).id == m_chosen && m_list->currentIndex().row() != row)
            m_list->setCurrentIndex(m_model->index(row));
    }
    writeChosen();
}

void DoorCard::writeChosen()
{
    const QModelIndex index = m_list->currentIndex();
    const bool canRevoke = index.isValid() && !m_model->key(index.row()).isRevoked;
    if (!canRevoke)
        m_asking->hide();
    m_revoke->setVisible(canRevoke && m_asking->isHidden());
    if (canRevoke) {
        m_question->setText(tr("Programs that use “%1” are refused from now on, and the key can’t be made valid again.")
                                .arg(m_model->key(index.row()).name));
    }
}

void DoorCard::revoke()
{
    const QModelIndex index = m_list->currentIndex();
    m_asking->hide();
    if (!index.isValid())
        return;
    const auto revoked = m_context.backends.door.revokeKey(m_model->key(index.row()).id);
    write();
    if (!revoked)
        tell(revoked.error(), tr("The key was not revoked."));
}

void DoorCard::copyText(QPushButton *button, const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    const QString before = button->text();
    button->setText(tr("Copied"));
    QTimer::singleShot(CopiedMs, button, [button, before] { button->setText(before); });
}

} // namespace ain::ui
