// Writes events to the topic of a broker, as a service in another language would: Avro's binary encoding by hand.
import kafkajs from "kafkajs";

const TOPIC = "driver-trips";

/** A number as Avro writes it: zigzag, seven bits a byte. @param {number} value */
function long(value) {
  const bytes = [];
  for (let rest = BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n)); ; rest >>= 7n) {
    const low = Number(rest & 0x7fn);
    if (rest < 0x80n) return Buffer.from([...bytes, low]);
    bytes.push(low | 0x80);
  }
}

/** @param {{ driver_id: number, trips_today: number, zone: string | null, datetime: number }} event */
function encode({ driver_id, trips_today, zone, datetime }) {
  const text = Buffer.from(zone ?? "");
  const union = zone === null ? [long(0)] : [long(1), long(text.length), text];
  return Buffer.concat([long(driver_id), long(trips_today), ...union, long(datetime)]);
}

/** @param {string} broker @param {Parameters<typeof encode>[0][]} events */
export async function produce(broker, events) {
  const kafka = new kafkajs.Kafka({ brokers: [broker], logLevel: kafkajs.logLevel.ERROR });
  const admin = kafka.admin();
  await admin.connect();
  if (!(await admin.listTopics()).includes(TOPIC)) {
    await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: 4 }], waitForLeaders: true });
  }
  await admin.disconnect();
  const producer = kafka.producer();
  await producer.connect();
  const messages = events.map((event) => ({ key: String(event.driver_id), value: encode(event) }));
  // The key decides the partition, so that all events of a driver stay in order and with one consumer.
  for (let i = 0; i < messages.length; i += 2_000) {
    await producer.send({ topic: TOPIC, messages: messages.slice(i, i + 2_000) });
  }
  await producer.send({ topic: TOPIC, messages: [{ key: "?", value: Buffer.from("not Avro") }] });
  await producer.disconnect();
}
