//! The loop: messages in, answers out, one after another.

use std::collections::VecDeque;
use std::io::{BufRead, Write};
use std::sync::mpsc::{Receiver, channel};

use serde_json::Value;

use super::frame::{Frame, read_frame, write_frame};
use super::server::Server;
use crate::model::Day;

/// Serves until `exit`, or until the input ends. Gives the exit code.
pub fn serve(input: impl BufRead + Send + 'static, output: &mut dyn Write, today: Box<dyn Fn() -> Day + Send>) -> std::io::Result<u8> {
    let (sender, receiver) = channel();
    // it ends with the input, or with the process
    std::thread::spawn(move || {
        let mut input = input;
        loop {
            let frame = read_frame(&mut input).unwrap_or(Frame::End);
            let end = matches!(frame, Frame::End);
            if sender.send(frame).is_err() || end {
                return;
            }
        }
    });
    let mut server = Server::new(today);
    run(&mut server, &receiver, output)
}

fn run(server: &mut Server, receiver: &Receiver<Frame>, output: &mut dyn Write) -> std::io::Result<u8> {
    let mut waiting: VecDeque<Frame> = VecDeque::new();
    let mut shut_down = false;
    loop {
        if waiting.is_empty() {
            // nothing else to do: now is the time to look at the whole package
            server.settle();
            send(server, output)?;
            match receiver.recv() {
                Ok(frame) => waiting.push_back(frame),
                Err(_) => return Ok(u8::from(!shut_down)),
            }
        }
        waiting.extend(receiver.try_iter());
        match waiting.pop_front() {
            Some(Frame::Message(message)) => {
                let is_cancel = |frame: &Frame, id: &Value| match frame {
                    Frame::Message(other) => other.get("method").is_some_and(|method| method == "$/cancelRequest") && other.pointer("/params/id") == Some(id),
                    _ => false,
                };
                server.handle(&message, &|id| waiting.iter().any(|frame| is_cancel(frame, id)));
                shut_down |= message.get("method").is_some_and(|method| method == "shutdown");
            }
            Some(Frame::Malformed(why)) => server.malformed(&why),
            Some(Frame::End) => return Ok(u8::from(!shut_down)),
            None => {}
        }
        send(server, output)?;
        if let Some(code) = server.ended(shut_down) {
            return Ok(code);
        }
    }
}

fn send(server: &mut Server, output: &mut dyn Write) -> std::io::Result<()> {
    server.take_out().iter().try_for_each(|message| write_frame(output, message))
}
