// Always three true things: chain, engine, sharing. And whether the money is play money.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QLabel;
class QTimer;

namespace ain::ui {

class ProofLamp;

class StatusStrip : public View {
    Q_OBJECT
public:
    explicit StatusStrip(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] ProofLamp *chainLamp() const { return m_chain; }

Q_SIGNALS:
    void chainClicked();

private:
    void write();
    void writeEngine();
    void writeSharing();
    Context &m_context;
    ProofLamp *m_chain;
    QLabel *m_when;
    QLabel *m_network;
    QLabel *m_shield; ///< how the engine is kept
    QLabel *m_engine;
    QLabel *m_sharing;
    QTimer *m_timer;
};

} // namespace ain::ui
