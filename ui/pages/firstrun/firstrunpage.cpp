#include "ui/pages/firstrun/firstrunpage.h"

#include "ui/pages/firstrun/createview.h"
#include "ui/pages/firstrun/firstrunpresenter.h"
#include "ui/pages/firstrun/restoreview.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QScrollArea>

namespace ain::ui {

using namespace Qt::StringLiterals;

FirstRunPage::FirstRunPage(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_presenter(new FirstRunPresenter(context, this)),
      m_title(makeLabel(this, "title")),
      m_text(new TextLabel(this, "muted")),
      m_doorsBox(new QWidget(this)),
      m_formCard(makeCard(this)),
      m_create(new CreateView(context, *m_presenter, m_formCard)),
      m_restore(new RestoreView(context, *m_presenter, m_formCard)),
      m_error(new ErrorBanner(context.theme, this)),
      m_language(makeButton(this, ButtonKind::Quiet)),
      m_cancel(makeButton(this, ButtonKind::Quiet))
{
    auto *inside = new QWidget;
    auto *column = makeColumn(inside, 18);
    column->setContentsMargins(32, 8, 32, 32);
    auto *logo = makeLabel(inside);
    logo->setPixmap(context.theme.icons().pixmap(u"ain-studio"_s, 64, context.theme.tokens().accent, 2.0));
    m_text->setAlignment(Qt::AlignHCenter);
    m_text->setFixedWidth(620);
    auto *doors = makeRow(m_doorsBox, metrics::Gap);
    const QString icons[] = {u"practice"_s, u"wallet"_s, u"restore"_s};
    for (std::size_t i = 0; i < 3; ++i) {
        m_doors[i] = makeDoor(icons[i], m_doorTitles[i], m_doorTexts[i]);
        doors->addWidget(m_doors[i]);
    }
    m_formCard->setFixedWidth(700);
    auto *form = makeColumn(m_formCard, 0);
    form->setContentsMargins(28, 24, 28, 24);
    form->addWidget(m_create);
    form->addWidget(m_restore);
    m_error->setFixedWidth(700);
    column->addStretch(1);
    column->addWidget(logo, 0, Qt::AlignHCenter);
    column->addWidget(m_title, 0, Qt::AlignHCenter);
    column->addLayout(makeCentred(m_text));
    column->addLayout(makeCentred(m_doorsBox));
    column->addLayout(makeCentred(m_formCard));
    column->addLayout(makeCentred(m_error));
    column->addStretch(2);

    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(inside);
    auto *outer = makeColumn(this, 0);
    auto *top = makeRow(nullptr, 8);
    top->setContentsMargins(24, 16, 24, 0);
    top->addWidget(m_cancel);
    top->addStretch();
    top->addWidget(m_language);
    outer->addLayout(top);
    outer->addWidget(area, 1);

    connect(m_doors[0], &QPushButton::clicked, this, &FirstRunPage::practice);
    connect(m_doors[1], &QPushButton::clicked, this, [this] { enter(Door::Create); });
    connect(m_doors[2], &QPushButton::clicked, this, [this] { enter(Door::Restore); });
    connect(m_create, &CreateView::back, this, &FirstRunPage::reset);
    connect(m_restore, &RestoreView::back, this, [this] { enter(Door::None); });
    connect(m_create, &CreateView::finished, this, &FirstRunPage::finished);
    connect(m_restore, &RestoreView::finished, this, &FirstRunPage::finished);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        reset();
        Q_EMIT cancelled();
    });
    connect(m_language, &QPushButton::clicked, this, [this] {
        Settings settings = m_context.backends.settings.settings();
        settings.language = m_context.language.code() == u"ko" ? u"en"_s : u"ko"_s;
        m_context.backends.settings.set(settings);
    });
    connect(&context.backends.vault, &VaultBackend::stateChanged, this, [this](VaultState state) {
        // Words on a page do not outlive the lock.
        if (state == VaultState::Locked)
            reset();
        write();
    });
    enter(Door::None);
    onLanguage([this] { write(); });
}

QPushButton *FirstRunPage::makeDoor(const QString &icon, TextLabel *&title, TextLabel *&text)
{
    auto *door = makeButton(m_doorsBox);
    door->setProperty("ain", u"door"_s);
    door->setFixedSize(288, 200);
    auto *column = makeColumn(door, 8);
    column->setContentsMargins(22, 22, 22, 18);
    auto *sign = makeLabel(door);
    const auto draw = [this, sign, icon] {
        sign->setPixmap(m_context.theme.icons().pixmap(icon, 30, m_context.theme.tokens().accent, devicePixelRatioF()));
    };
    draw();
    connect(&m_context.theme, &Theme::changed, sign, draw);
    title = new TextLabel(door, "heading");
    text = new TextLabel(door, "muted");
    column->addWidget(sign);
    column->addWidget(title);
    column->addWidget(text, 1);
    text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    for (QWidget *label : std::initializer_list<QWidget *>{sign, title, text})
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    return door;
}

void FirstRunPage::reset()
{
    m_create->wipe();
    m_restore->wipe();
    enter(Door::None);
}

void FirstRunPage::enter(Door door)
{
    m_door = door;
    m_error->clear();
    m_doorsBox->setVisible(door == Door::None);
    m_formCard->setVisible(door != Door::None);
    m_create->setVisible(door == Door::Create);
    m_restore->setVisible(door == Door::Restore);
    if (door == Door::Create)
        m_create->start();
    if (door == Door::Restore)
        m_restore->start();
    write();
}

void FirstRunPage::write()
{
    const bool fresh = m_context.backends.vault.state() == VaultState::Missing;
    switch (m_door) {
    case Door::None:
        m_title->setText(fresh ? tr("Welcome to AIN Studio") : tr("Add an account"));
        m_text->setText(fresh ? tr("Your wallet and studio for AINFTs. Keys stay on this computer; the program calls "
                                   "nobody but the node you choose.")
                              : tr("Each network has its own keys. How do you want to begin on this one?"));
        break;
    case Door::Create:
        m_title->setText(tr("Create a wallet"));
        m_text->setText(QString());
        break;
    case Door::Restore:
        m_title->setText(tr("Restore or import"));
        m_text->setText(QString());
        break;
    }
    m_text->setVisible(m_door == Door::None);
    m_doorTitles[0]->setText(m_busy ? tr("Starting the practice network…") : tr("Try the practice network"));
    m_doorTexts[0]->setText(tr("One click: a real AIN chain on this computer with play money. Nothing to write down."));
    m_doorTitles[1]->setText(tr("Create a wallet"));
    m_doorTexts[1]->setText(tr("New keys from 12 words that only you have. Have paper and a pen ready."));
    m_doorTitles[2]->setText(tr("Restore or import"));
    m_doorTexts[2]->setText(tr("From words, a keystore file, a private key or a backup. Or just watch an address."));
    for (std::size_t i = 0; i < m_doors.size(); ++i) {
        m_doors[i]->setAccessibleName(m_doorTitles[i]->plainText());
        m_doors[i]->setAccessibleDescription(m_doorTexts[i]->plainText());
        m_doors[i]->setEnabled(!m_busy);
    }
    m_doors[0]->setVisible(fresh);
    m_language->setText(m_context.language.code() == u"ko" ? u"English"_s : u"한국어"_s);
    m_language->setAccessibleName(m_language->text());
    m_cancel->setText(tr("Back to the wallet"));
    m_cancel->setVisible(!fresh);
}

void FirstRunPage::showEvent(QShowEvent *event)
{
    View::showEvent(event);
    // Enter opens the first door.
    for (QPushButton *door : m_doors) {
        if (door->isVisible()) {
            door->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

void FirstRunPage::practice()
{
    m_busy = true;
    m_error->clear();
    write();
    m_presenter->startPractice().then(this, [this](const Result<> &result) {
        m_busy = false;
        write();
        if (result)
            Q_EMIT finished();
        else
            m_error->show(result.error(), tr("The practice network did not start."));
    });
}

} // namespace ain::ui
